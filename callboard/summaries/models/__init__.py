from callboard.summaries.models.agency_plan import AgencyPlan
from callboard.summaries.models.client_plan import ClientPlan
from callboard.summaries.models.contact_choice import ContactChoice
from callboard.summaries.models.report_choice import ReportChoice
from callboard.summaries.models.summary import Summary

__all__ = ["AgencyPlan", "ClientPlan", "ContactChoice", "ReportChoice", "Summary"]
