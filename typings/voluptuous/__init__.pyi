# Home Assistant aliases the name to Probatio at run time; the type checker follows.
from probatio import *
