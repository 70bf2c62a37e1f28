"""How many examples a property is tried on: fewer in the inner loop, run at each change."""

import sys

_IS_INNER_LOOP = "tests.core.alone" in sys.modules
SOME = 20 if _IS_INNER_LOOP else 100
MANY = 60 if _IS_INNER_LOOP else 300
