from enum import IntEnum

class StatusID(IntEnum):
    Warning = 2
    Fail = 3
