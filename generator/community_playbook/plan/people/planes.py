"""How often can all groups be mixed before two squads meet again? Finite planes and what comes near them.

`order` groups, each of `order` squads: squad (x, y) has number `x * order + y`. A *class* puts every squad
into one group, as many squads into each. Two squads that share a group in one class share none in any other:
that is what makes a term new for everybody. A prime power has an affine plane, with order + 1 classes; other
orders get what the product of smaller fields gives (MacNeish), and 12 gets six orthomorphisms of Z2 x Z6.
"""

from __future__ import annotations

from functools import cache

MOST_ORDER = 512

TWELVE = (
    (0, 2, 1, 6, 8, 7, 10, 9, 11, 4, 3, 5),
    (0, 3, 8, 10, 1, 9, 2, 6, 5, 7, 11, 4),
    (0, 4, 10, 9, 7, 1, 11, 5, 3, 2, 8, 6),
    (0, 8, 6, 4, 3, 10, 9, 11, 2, 5, 1, 7),
)
"""Orthomorphisms of Z2 x Z6 whose differences in pairs are bijections: with zero and identity five Latin
squares of order 12, each orthogonal to each other."""

Class = tuple[int, ...]
"""The group of each squad, by the number of the squad."""


def factors(order: int) -> list[tuple[int, int]]:
    """(prime, exponent) of each prime power that divides it."""
    found, rest, prime = [], order, 2
    while rest > 1:
        if prime * prime > rest:
            prime = rest
        exponent = 0
        while rest % prime == 0:
            rest, exponent = rest // prime, exponent + 1
        if exponent:
            found.append((prime, exponent))
        prime += 1
    return found


def perfect_terms(order: int) -> int:
    """How many terms, the present one among them, bring nobody two squads twice.

    >>> [perfect_terms(n) for n in (2, 6, 10, 12, 16)]
    [3, 3, 3, 7, 17]
    """
    if order < 2:
        return order
    return len(TWELVE) + 3 if order == 12 else min(p**e for p, e in factors(order)) + 1


def term_class(order: int, term: int) -> Class:
    """The groups of one perfect term; 0 is the present one.

    Raises ValueError for an order below 1 or above `MOST_ORDER`, and for a term that is not perfect."""
    if not 1 <= order <= MOST_ORDER:
        raise ValueError(f"no plane of order {order}")
    if not 0 <= term < perfect_terms(order):
        raise ValueError(f"no perfect term {term} for {order} groups")
    return make_class(order, term)


@cache
def make_class(order: int, term: int) -> Class:
    cells = range(order)
    if term == 0:
        return tuple(x for x in cells for _ in cells)
    add, multiples = tables(order)
    return tuple(add[multiples[term - 1][x]][y] for x in cells for y in cells)


def classes(order: int) -> tuple[Class, ...]:
    """All perfect terms in their order."""
    return tuple(term_class(order, term) for term in range(perfect_terms(order)))


@cache
def tables(order: int) -> tuple[list[list[int]], list[list[int]]]:
    return TwelveGroup(order).tables() if order == 12 else Ring(order).tables()


class TwelveGroup:
    """Z2 x Z6 with its orthomorphisms."""

    def __init__(self, order: int) -> None:
        self.order = order

    def tables(self) -> tuple[list[list[int]], list[list[int]]]:
        half, cells = self.order // 2, range(self.order)
        add = [
            [((a // half + b // half) % 2) * half + (a % half + b % half) % half for b in cells]
            for a in cells
        ]
        return add, [[0] * self.order, list(cells), *map(list, TWELVE)]


class Ring:
    """The product of the fields of all prime powers of an order."""

    def __init__(self, order: int) -> None:
        self.fields = [(p**e, *field(p, e)) for p, e in factors(order)]
        self.order = order

    def tables(self) -> tuple[list[list[int]], list[list[int]]]:
        """How two elements add, and the multiples of each by the elements whose differences are units."""
        cells = range(self.order)
        parts = [self.split(a) for a in cells]
        add = [
            [
                self.join([f[1][i][j] for f, i, j in zip(self.fields, parts[a], parts[b], strict=True)])
                for b in cells
            ]
            for a in cells
        ]
        least = min(size for size, _, _ in self.fields)
        multiples = [
            [self.join([f[2][m][i] for f, i in zip(self.fields, parts[a], strict=True)]) for a in cells]
            for m in range(least)
        ]
        return add, multiples

    def split(self, element: int) -> list[int]:
        found = []
        for size, _, _ in self.fields:
            element, rest = divmod(element, size)
            found.append(rest)
        return found

    def join(self, parts: list[int]) -> int:
        element = 0
        for (size, _, _), part in zip(reversed(self.fields), reversed(parts), strict=True):
            element = element * size + part
        return element


@cache
def field(prime: int, exponent: int) -> tuple[list[list[int]], list[list[int]]]:
    """Addition and multiplication of the field with prime ** exponent elements; an element is the number
    whose digits are the coefficients of its polynomial."""
    size = prime**exponent
    polynomials = [digits(n, prime, exponent) for n in range(size)]
    add = [
        [number([(i + j) % prime for i, j in zip(a, b, strict=True)], prime) for b in polynomials]
        for a in polynomials
    ]
    if exponent == 1:
        return add, [[a * b % prime for b in range(size)] for a in range(size)]
    modulus = irreducible(prime, exponent)
    multiply = [[number(product(a, b, modulus, prime), prime) for b in polynomials] for a in polynomials]
    return add, multiply


def digits(n: int, prime: int, length: int) -> list[int]:
    return [n // prime**k % prime for k in range(length)]


def number(polynomial: list[int], prime: int) -> int:
    return sum(c * prime**k for k, c in enumerate(polynomial))


def product(a: list[int], b: list[int], modulus: list[int], prime: int) -> list[int]:
    """Of two polynomials, reduced by a monic one; lowest coefficient first."""
    length = len(modulus) - 1
    whole = [0] * (2 * length - 1)
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            whole[i + j] += x * y
    for top in range(len(whole) - 1, length - 1, -1):
        for k in range(length):
            whole[top - length + k] -= whole[top] * modulus[k]
    return [c % prime for c in whole[:length]]


@cache
def irreducible(prime: int, degree: int) -> list[int]:
    """The first monic polynomial of that degree without a factor."""
    for n in range(prime**degree):
        found = [*digits(n, prime, degree), 1]
        if not any(divides(part, found, prime) for part in lesser(prime, degree // 2)):
            return found
    raise ValueError(f"no field of {prime} to the {degree}")


def lesser(prime: int, most: int) -> list[list[int]]:
    """All monic polynomials of degree 1 to `most`."""
    return [[*digits(n, prime, d), 1] for d in range(1, most + 1) for n in range(prime**d)]


def divides(part: list[int], whole: list[int], prime: int) -> bool:
    rest = list(whole)
    for top in range(len(rest) - 1, len(part) - 2, -1):
        factor = rest[top]
        for k, c in enumerate(part):
            rest[top - len(part) + 1 + k] = (rest[top - len(part) + 1 + k] - factor * c) % prime
    return not any(rest)
