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
# The folder of a batch (`nianbao run --out build`), and that of its params for reports that were refused.
folder = "../build"
params = None

# %%
from helpers.review.frames import cells_frame, findings_frame, reports_frame

reports = reports_frame(folder, params)
cells = cells_frame(folder, params)
findings = findings_frame(folder)

# %% [markdown]
# ## 各区各年的进度
#
# 每行一个区的一个年度，列是年报的状态。

# %%
reports.groupby(["district", "year", "status"]).size().unstack(fill_value=0)

# %% [markdown]
# ## 谁逾期报送
#
# 按 district.yaml 登记的报送日期（handed_in）和期限；没有登记的不在这里，也不当作按期。

# %%
late = reports[reports["handed_in"] > reports["due"]]
late.sort_values("handed_in", ascending=False)[["name", "year", "due", "handed_in", "status"]]

# %% [markdown]
# ## 哪些规则最常出现
#
# 先错误，后提醒，再说明；“份”是涉及多少份年报。

# %%
(
    findings.groupby(["severity", "rule"])["report"]
    .agg(处="size", 份="nunique")
    .sort_values(["severity", "处"], ascending=[True, False])
)

# %% [markdown]
# ## 要退回或要问的年报
#
# 有错误或有提醒的年报，错误多的在前。

# %%
doubtful = reports[(reports["errors"] > 0) | (reports["warnings"] > 0)]
doubtful.sort_values(["errors", "warnings"], ascending=False)[
    ["name", "year", "status", "errors", "warnings"]
]

# %% [markdown]
# ## 零报告和缺格
#
# 全部是 0 的年报，和有空格的年报；没有数据的年报不在这里，没有填的不当作 0。

# %%
reports[reports["zero"].fillna(False) | (reports["blank"].fillna(0) > 0)][["name", "year", "zero", "blank"]]

# %% [markdown]
# ## 同上年相差最大的格
#
# 按增减的绝对值排列，各格的单位见 `unit`。

# %%
biggest = cells["change"].abs().nlargest(20).index
cells.loc[biggest, ["name", "year", "label", "unit", "last_year", "number", "change"]]

# %% [markdown]
# ## 新收申请和办理结果
#
# 最近一个年度，各机关的件数，多的在前。

# %%
latest = reports[reports["year"] == reports["year"].max()]
columns = ["granted", "partly_granted", "refused", "unable", "not_processed", "other"]
latest.sort_values("received", ascending=False)[["name", "received", *columns, "carried_out"]].head(20)
