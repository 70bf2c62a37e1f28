"""The fields of the actions that take the household out and in, which are imported when called."""

from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from .fields import ATTR_DATA
from .targets import TARGET

ATTR_DRY_RUN = "dry_run"
ATTR_FORMAT = "format"
ATTR_SKIP_INVALID = "skip_invalid"

EXPORT_DATA_SCHEMA = vol.Schema({**TARGET, vol.Optional(ATTR_FORMAT): object})
IMPORT_DATA_SCHEMA = vol.Schema(
    {
        vol.Required(ATTR_DATA): cv.string,
        vol.Optional(ATTR_FORMAT): object,
        vol.Optional(ATTR_SKIP_INVALID, default=False): cv.boolean,
        vol.Optional(ATTR_DRY_RUN, default=False): cv.boolean,
    }
)
