"""The carriers whose accounts can be read, one by one: nothing is found by itself."""

from collections.abc import Mapping

from . import airalo, esim_access, esim_go, hologram, keepgo, one_nce, telekom, things_mobile
from .base import CarrierApi

CARRIERS: Mapping[str, CarrierApi] = {
    carrier.key: carrier
    for carrier in (
        one_nce.CARRIER,
        esim_access.CARRIER,
        airalo.CARRIER,
        keepgo.CARRIER,
        esim_go.CARRIER,
        telekom.CARRIER,
        things_mobile.CARRIER,
        hologram.CARRIER,
    )
}
