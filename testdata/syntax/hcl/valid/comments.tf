# hash
// slashes
/* block
   of two lines */
variable "a" { # behind a brace
  default = /* inside */ "x" // behind a value
  # last
}
/**/
