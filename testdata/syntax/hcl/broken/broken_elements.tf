locals {
  list = [1, 2 3, [4 5, 6], f(7, 8 9)]
  map = {
    a = 1
    b = tru e
    c
    d = { x = 1 2, y = 3 }
  }
}
