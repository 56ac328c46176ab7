from enum import IntEnum

class SeverityID(IntEnum):
    Critical = 5
