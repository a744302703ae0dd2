"""The Health page: what the doctor finds, and the command that mends it."""

from __future__ import annotations

from ui.health import show_findings
from ui.shell import Page, enter_without_studio

enter_without_studio(Page.HEALTH)
show_findings()
