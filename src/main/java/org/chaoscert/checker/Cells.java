package org.chaoscert.checker;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.chaoscert.checker.Fault.Place;
import org.chaoscert.checker.Json.Members;

/** Checks a cover: adjacent cells from one end of D to the other, each cleared of points of least period n by its rule. */
final class Cells {
    private final Enclosure map;
    private final int n;
    private final Limits limits;

    /** Points that no cycle has on both sides, from −∞ to ∞. */
    private final List<Fraction> walls = new ArrayList<>();

    /** One end of a cell, and the images of the point there; of an infinite end none. */
    private record End(Fraction x, List<Span> images) {
        /** The sign of the least value that f^k − id may have there. */
        int low(int k) {
            return x.isFinite() ? images.get(k).low().compareTo(x) : -1;
        }

        /** The sign of the greatest value. */
        int high(int k) {
            return x.isFinite() ? images.get(k).high().compareTo(x) : 1;
        }

        boolean isFixed(int k) {
            return low(k) == 0 && high(k) == 0;
        }
    }

    private Cells(Enclosure map, int n, Limits limits) {
        this.map = map;
        this.n = n;
        this.limits = limits;
    }

    /** Throws at the first cell that is out of place, at the first wall that is none, at the first cell that is not cleared. */
    static void check(Members witness, Enclosure map, Span domain, int n, Limits limits) throws Fault {
        List<?> cells = witness.list("cells");
        Object at = witness.place("cells");
        List<Members> members = new ArrayList<>();
        List<Fraction> ends = new ArrayList<>(List.of(domain.low()));
        for (Object element : cells) {
            Members cell = Members.of(element, new Place(at, members.size()), limits);
            Fraction to = cell.get("to").equals("inf") ? Fraction.INFINITY : cell.canonical("to");
            if (to.compareTo(ends.get(members.size())) <= 0) {
                throw Fault.rejected("cells-not-increasing", cell.place("to"), "not right of the end before");
            }
            members.add(cell);
            ends.add(to);
        }
        if (cells.isEmpty() || ends.get(cells.size()).compareTo(domain.high()) != 0) {
            throw Fault.rejected("cells-incomplete", at, "the cells do not end at the right end of the domain");
        }
        Cells cover = new Cells(map, n, limits);
        cover.addWalls(witness, domain);
        End left = cover.end(domain.low());
        for (int i = 0; i < cells.size(); i++) {
            End right = cover.end(ends.get(i + 1));
            cover.new Cell(left, right, members.get(i).at()).checkRule(members.get(i));
            left = right;
        }
    }

    /** The list may be left out. f maps what lies left of a wall into itself, or what lies right of it. */
    private void addWalls(Members witness, Span domain) throws Fault {
        walls.add(Fraction.MINUS_INFINITY);
        Object at = witness.place("walls");
        for (Object element : witness.has("walls") ? witness.list("walls") : List.of()) {
            Place place = new Place(at, walls.size() - 1);
            Fraction wall = Numerals.canonical(element, place, limits);
            Span below = new Span(domain.low(), wall);
            Span above = new Span(wall, domain.high());
            boolean inOrder = wall.compareTo(walls.get(walls.size() - 1).max(domain.low())) > 0
                    && wall.compareTo(domain.high()) < 0;
            if (!inOrder || !(below.contains(map.image(below)) || above.contains(map.image(above)))) {
                throw Fault.rejected("not-a-wall", place, "not between wall and end, or maps lead both ways over it");
            }
            walls.add(wall);
        }
        walls.add(Fraction.INFINITY);
    }

    private End end(Fraction x) throws Fault {
        return new End(x, x.isFinite() ? images(Span.point(x), n) : List.of());
    }

    /** The images under f^0, …, f^k. */
    private List<Span> images(Span span, int k) throws Fault {
        List<Span> images = new ArrayList<>(List.of(span));
        for (int i = 0; i < k; i++) {
            images.add(map.image(images.get(i)));
        }
        return images;
    }

    /** One cell J, its images J_k and the enclosures P_k. */
    private final class Cell {
        private final End left;
        private final End right;
        private final Object at;

        Cell(End left, End right, Object at) {
            this.left = left;
            this.right = right;
            this.at = at;
        }

        private Span span() {
            return new Span(left.x, right.x);
        }

        /**
         * The images of the cell under f^0, …, f^k as far as they lie between the same walls, where all cycles through inner
         * points of the cell stay, and those through an end or else those of the next cell; fewer if nothing stays there.
         */
        private List<Span> confinedImages(int k) throws Fault {
            int atLeft = Collections.binarySearch(walls, left.x, Fraction::compareTo);
            int atRight = Collections.binarySearch(walls, right.x, Fraction::compareTo);
            Fraction low = walls.get(atLeft >= 0 ? atLeft : -atLeft - 2);
            Fraction high = walls.get(atRight >= 0 ? atRight : -atRight - 1);
            List<Span> images = new ArrayList<>(List.of(span()));
            for (int i = 0; i < k; i++) {
                Span image = map.image(images.get(i));
                if (image.isDisjointFrom(new Span(low, high))) {
                    return images;
                }
                images.add(new Span(image.low().max(low), image.high().min(high)));
            }
            return images;
        }

        /** P_k(J) = S(J_0)·…·S(J_{k−1}), an enclosure of the derivative of f^k on J = J_0. */
        private Span derivative(Span start, int k) throws Fault {
            Span product = Span.point(Fraction.ONE);
            for (Span image : images(start, k - 1)) {
                product = product.times(map.slopes(image));
                limits.requireBits(product.low(), at);
                limits.requireBits(product.high(), at);
            }
            return product;
        }

        /** Whether f^e − id is at least 0 at an end for side 1, at most 0 for side −1; far out by the slopes there. */
        private boolean isOnSide(End end, int e, int side) throws Fault {
            if (end.x.isFinite()) {
                return side > 0 ? end.low(e) >= 0 : end.high(e) <= 0;
            }
            Span derivative = derivative(span(), e);
            return side * end.x.numerator().signum() > 0
                    ? derivative.low().compareTo(Fraction.ONE) > 0
                    : derivative.high().compareTo(Fraction.ONE) < 0;
        }

        void checkRule(Members members) throws Fault {
            String rule = members.string("rule");
            boolean divided = List.of("monotone", "fixed", "no-swap").contains(rule);
            int e = divided ? divisor(members) : n;
            switch (rule) {
                case "separated" -> separated();
                case "drift" -> drift();
                case "monotone" -> monotone(e);
                case "fixed" -> fixed(e);
                case "no-swap" -> noSwap(e);
                default -> throw Fault.rejected("unknown-rule", members.place("rule"), "no rule " + rule);
            }
            members.allowOnly(divided ? List.of("to", "rule", "divisor") : List.of("to", "rule"));
        }

        private int divisor(Members members) throws Fault {
            BigInteger divisor = members.count("divisor");
            BigInteger period = BigInteger.valueOf(n);
            if (divisor.compareTo(period) >= 0 || period.mod(divisor).signum() != 0) {
                throw Fault.rejected("bad-divisor", members.place("divisor"), "no proper divisor of the period " + n);
            }
            return divisor.intValueExact();
        }

        private void require(boolean condition, String code, String why) throws Fault {
            if (!condition) {
                throw Fault.rejected(code, at, why);
            }
        }

        /** J_n and J have no point in common: no fixed point of f^n in J. */
        private void separated() throws Fault {
            List<Span> images = confinedImages(n);
            boolean returns = images.size() > n && !images.get(n).isDisjointFrom(span());
            require(!returns, "not-separated", "the n-th image meets the cell");
        }

        /** f^n − id is monotone and moves away from 0, beginning at a finite end. */
        private void drift() throws Fault {
            Span derivative = derivative(span(), n);
            boolean falls = derivative.high().compareTo(Fraction.ONE) <= 0 && (left.high(n) < 0 || right.low(n) > 0);
            boolean rises = derivative.low().compareTo(Fraction.ONE) >= 0 && (left.low(n) > 0 || right.high(n) < 0);
            require(falls || rises, "no-drift", "f^n - id is not shown to move away from 0");
        }

        /** f^n − id is strictly monotone: it has one zero at most, and that belongs to f^e. */
        private void monotone(int e) throws Fault {
            boolean mayBeOne = derivative(span(), n).contains(Span.point(Fraction.ONE));
            require(!mayBeOne, "derivative-may-be-one", "1 lies in the enclosure of the derivative of f^n");
            boolean fixed = left.isFixed(e) || right.isFixed(e);
            boolean crosses = (isOnSide(left, e, 1) && isOnSide(right, e, -1))
                    || (isOnSide(left, e, -1) && isOnSide(right, e, 1));
            require(fixed || crosses, "no-fixed-point-shown", "f^e has no fixed point for certain");
        }

        /** f^e − id is constant, and 0 at an end. */
        private void fixed(int e) throws Fault {
            boolean one = Span.point(Fraction.ONE).contains(derivative(span(), e));
            require(
                    one && (left.isFixed(e) || right.isFixed(e)),
                    "not-identity",
                    "f^e is not shown to be the identity");
        }

        /**
         * The slopes of g = f^e on an interval that holds J, J_e, …, J_{n−e} are above −1, so there are no u < v in it with
         * g(u) ≥ v and g(v) ≤ u; these Sharkovsky's theorem finds where a cycle of g has more than one point.
         */
        private void noSwap(int e) throws Fault {
            List<Span> images = confinedImages(n - e);
            Span hull = span();
            for (int i = e; i < images.size(); i += e) {
                hull = hull.hull(images.get(i));
            }
            boolean rises = derivative(hull, e).low().compareTo(Fraction.MINUS_ONE) > 0;
            require(rises, "may-swap", "f^e + id is not shown to rise on the cell and its images");
        }
    }
}
