"""The dialogs: each builds its form, checks what was typed, and names the field at fault."""
