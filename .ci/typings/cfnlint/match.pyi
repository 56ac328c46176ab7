from cfnlint.rules import CloudFormationLintRule

class Match:
    message: str
    rule: CloudFormationLintRule
    linenumber: int
    columnnumber: int
    linenumberend: int
    columnnumberend: int
