"""The people of the house, as Home Assistant knows them."""

from homeassistant.core import HomeAssistant, callback


@callback
def async_user_named(hass: HomeAssistant, person: str) -> str | None:
    """Return the user who is a person of this name, if there is one."""
    for state in hass.states.async_all("person"):
        if state.name.casefold() == person.casefold():
            return state.attributes.get("user_id")
    return None


@callback
def async_person_called(hass: HomeAssistant, name: str | None) -> str | None:
    """Return the entity of the person of that name, if there is one."""
    for state in hass.states.async_all("person") if name else ():
        if state.name.casefold() == (name or "").casefold():
            return state.entity_id
    return None


@callback
def async_person_name(hass: HomeAssistant, user_id: str | None) -> str | None:
    """Return the name of the person who is this user, if there is one."""
    if user_id is None:
        return None
    for state in hass.states.async_all("person"):
        if state.attributes.get("user_id") == user_id:
            return state.name
    return None
