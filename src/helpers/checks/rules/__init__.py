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
from helpers.checks.rules.citation import Citation
from helpers.checks.rules.fees import FeeOverdue, FeesCollected, SectionSix
from helpers.checks.rules.narrative_appeals import Cases, Outcomes
from helpers.checks.rules.narrative_applications import CarriedIn, CarriedOut, Done, NewApplications
from helpers.checks.rules.narrative_changes import Changes
from helpers.checks.rules.narrative_channels import Channels
from helpers.checks.rules.narrative_items import Items
from helpers.checks.rules.narrative_nothing import Nothing
from helpers.checks.rules.narrative_proactive import ProactiveFigures
from helpers.checks.rules.narrative_results import Results
from helpers.checks.rules.narrative_shares import Shares
from helpers.checks.rules.office_name import OfficeName
from helpers.checks.rules.privacy import PersonalData
from helpers.checks.rules.rolled_up import (
    CarriedOverDistrict,
    CellSum,
    Duplicates,
    OfficeSet,
    OneYear,
    SumsHold,
    Trace,
)
from helpers.checks.rules.section_count import SectionCount
from helpers.checks.rules.section_five import EmptySectionFive
from helpers.checks.rules.sections import Sections, TablesAsText
from helpers.checks.rules.similarity import Similar
from helpers.checks.rules.statistical_period import Period
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
from helpers.checks.rules.wording import Absolute, Generic, Slips
from helpers.checks.rules.years import DueDate, OtherYear

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
    FeeOverdue,
    AppealCounts,
    AppealSums,
    Appeals,
    AppealRatio,
    FeesCollected,
    CarriedOver,
    RegulationsStock,
    NormativeDocumentsStock,
    FormatChanged,
    PendingCases,
    Jumps,
    OtherYear,
    NewApplications,
    CarriedIn,
    Done,
    CarriedOut,
    Results,
    Shares,
    Cases,
    Outcomes,
    ProactiveFigures,
    Nothing,
    Items,
    Channels,
    Changes,
    Sections,
    EmptySectionFive,
    SectionSix,
    Citation,
    Period,
    SectionCount,
    OfficeName,
    Similar,
    Generic,
    PersonalData,
    Slips,
    Absolute,
    TablesAsText,
    Unfinished,
    OfficeSet,
    OneYear,
    CellSum,
    SumsHold,
    CarriedOverDistrict,
    Duplicates,
    Trace,
    DueDate,
)
