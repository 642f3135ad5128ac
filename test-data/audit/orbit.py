"""Computes an orbit of x -> 1.9 min(x, 1 - x) in binary64, as programs do it, and writes it to orbit.csv."""

x = 0.1234
with open("orbit.csv", "w", encoding="utf-8") as table:
    table.write("step,x\n")
    for step in range(201):
        table.write(f"{step},{x!r}\n")
        x = 1.9 * min(x, 1 - x)
