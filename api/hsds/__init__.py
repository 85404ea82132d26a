"""The catalogue as Open Referral HSDS 3.0: `shapes` are what goes out, `view` makes them of our entries.

Where we leave HSDS: `id` of a service is the catalogue's own id (a slug that never changes), because chat answers refer to it;
ids of parts are UUIDs made of it. `x-source` says where each entry stands. Fields without a value are left out.
"""

from __future__ import annotations

from api.hsds.shapes import ServiceDetail, ServicePage, ServiceSummary
from api.hsds.view import detail_of, page_of

__all__ = ["ServiceDetail", "ServicePage", "ServiceSummary", "detail_of", "page_of"]
