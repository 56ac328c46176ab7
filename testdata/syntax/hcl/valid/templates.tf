locals {
  plain     = "no ${"interpolation"} of ${1 + 1}"
  wrapped   = "${var.only}"
  escapes   = "tab\t quote\" backslash\\ newline\n unicode\u00e9 \U0001F512 $${literal} %%{literal}"
  directive = "Hello, %{ if var.name != "" }${var.name}%{ else }unnamed%{ endif }!"
  looped    = "%{ for k, v in var.map ~} ${k}=${v} %{~ endfor }"
  trimmed   = "a ${~ var.b ~} c"
  dollar    = "100$ 50% $"
}
