"""Every rule, in the order of the form; a new one is a class and an entry here."""

from helpers.checks.rule import Rule
from helpers.checks.rules.across_tables import AppealRatio, Appeals
from helpers.checks.rules.across_years import (
    CarriedOver,
    FormatChanged,
    Jumps,
    NormativeDocumentsStock,
    PendingCases,
    RegulationsStock,
)
from helpers.checks.rules.table_four import AppealCounts, AppealSums
from helpers.checks.rules.table_three import (
    ApplicantSums,
    ApplicationCounts,
    Balance,
    BlankTotals,
    OnlyTotals,
    ResultSums,
    WhichIsWrong,
)
from helpers.checks.rules.table_two import Fees, ProactiveCounts, RegulationAuthority, StockWithinReason
from helpers.checks.rules.unfinished import Unfinished

RULES: tuple[type[Rule], ...] = (
    ProactiveCounts,
    Fees,
    RegulationAuthority,
    StockWithinReason,
    ApplicationCounts,
    Balance,
    ResultSums,
    ApplicantSums,
    WhichIsWrong,
    BlankTotals,
    OnlyTotals,
    AppealCounts,
    AppealSums,
    Appeals,
    AppealRatio,
    CarriedOver,
    RegulationsStock,
    NormativeDocumentsStock,
    FormatChanged,
    PendingCases,
    Jumps,
    Unfinished,
)
