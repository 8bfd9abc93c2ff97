# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#       format_version: '1.3'
#       jupytext_version: 1.19.6
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% tags=["parameters"]
# What a params file holds; `papermill -f FILE` fills it in.
office = None
year = None
edition = None
narrative = None
proactive = None
applications = None
appeals = None
reasons = None
previous = None
settings = None

# %%
from helpers.display.namespace import given_parameters
from helpers.display.view import open_report

report = open_report(**given_parameters(globals()))

# %%
report.title()

# %%
report.findings()

# %%
report.preamble()

# %%
report.section("overview")

# %%
report.section("proactive")

# %%
report.section("applications")

# %%
report.section("appeals")

# %%
report.section("shortcomings")

# %%
report.section("other")

# %%
report.appendix()

# %%
report.yearly_chart()

# %%
report.result_chart()

# %%
report.applicant_chart()
