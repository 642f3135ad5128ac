package org.chaoscert.checker;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.chaoscert.checker.Fault.Place;
import org.chaoscert.checker.Json.Members;

/** Checks a cover: adjacent cells from one end of D to the other, each cleared of points of least period n by its rule. */
final class Cells {
    private final Graph graph;
    private final int n;
    private final Limits limits;

    /** One end of a cell; {@code signs[k]} is the sign of f^k − id there, without meaning at an infinite end. */
    private record End(Fraction x, List<Integer> signs) {}

    private Cells(Graph graph, int n, Limits limits) {
        this.graph = graph;
        this.n = n;
        this.limits = limits;
    }

    /** Throws at the first cell that is out of place, then at the first that is not cleared. */
    static void check(List<?> cells, Object at, Graph graph, Span domain, int n, Limits limits) throws Fault {
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
        Cells cover = new Cells(graph, n, limits);
        End left = cover.end(domain.low());
        for (int i = 0; i < cells.size(); i++) {
            End right = cover.end(ends.get(i + 1));
            cover.new Cell(left, right, members.get(i).at()).checkRule(members.get(i));
            left = right;
        }
    }

    private End end(Fraction x) throws Fault {
        List<Integer> signs = new ArrayList<>(List.of(0));
        Fraction image = x;
        for (int k = 1; k <= n && x.isFinite(); k++) {
            image = graph.valueAt(image);
            signs.add(image.compareTo(x));
        }
        return new End(x, signs);
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

        private Span image(int k) throws Fault {
            Span image = new Span(left.x, right.x);
            for (int i = 0; i < k; i++) {
                image = graph.image(image);
            }
            return image;
        }

        /** P_k(J) = S(J_0)·…·S(J_{k−1}), an enclosure of the derivative of f^k on J. */
        private Span derivative(int k) throws Fault {
            Span image = new Span(left.x, right.x);
            Span product = Span.point(Fraction.ONE);
            for (int i = 0; i < k; i++) {
                product = product.times(graph.slopes(image));
                limits.requireBits(product.low(), at);
                limits.requireBits(product.high(), at);
                image = graph.image(image);
            }
            return product;
        }

        private boolean fixesAnEnd(int e) {
            return (left.x.isFinite() && left.signs.get(e) == 0) || (right.x.isFinite() && right.signs.get(e) == 0);
        }

        /** The sign of f^e − id at an end; at an infinite one by the slopes there, 0 for unknown. */
        private int sign(End end, int e) throws Fault {
            if (end.x.isFinite()) {
                return end.signs.get(e);
            }
            int direction = end.x.numerator().signum();
            Span derivative = derivative(e);
            boolean unknown = derivative.contains(Span.point(Fraction.ONE));
            return unknown ? 0 : direction * derivative.low().compareTo(Fraction.ONE);
        }

        void checkRule(Members members) throws Fault {
            String rule = members.string("rule");
            boolean divided = rule.equals("monotone") || rule.equals("fixed");
            int e = divided ? divisor(members) : n;
            switch (rule) {
                case "separated" -> separated();
                case "drift" -> drift();
                case "monotone" -> monotone(e);
                case "fixed" -> fixed(e);
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
            require(image(n).isDisjointFrom(image(0)), "not-separated", "the n-th image meets the cell");
        }

        /** f^n − id is monotone and moves away from 0, beginning at a finite end. */
        private void drift() throws Fault {
            int atLeft = left.x.isFinite() ? left.signs.get(n) : 0;
            int atRight = right.x.isFinite() ? right.signs.get(n) : 0;
            Span derivative = derivative(n);
            boolean falls = derivative.high().compareTo(Fraction.ONE) <= 0 && (atLeft < 0 || atRight > 0);
            boolean rises = derivative.low().compareTo(Fraction.ONE) >= 0 && (atLeft > 0 || atRight < 0);
            require(falls || rises, "no-drift", "f^n - id is not shown to move away from 0");
        }

        /** f^n − id is strictly monotone: it has one zero at most, and that belongs to f^e. */
        private void monotone(int e) throws Fault {
            boolean mayBeOne = derivative(n).contains(Span.point(Fraction.ONE));
            require(!mayBeOne, "derivative-may-be-one", "1 lies in the enclosure of the derivative of f^n");
            boolean crosses = sign(left, e) * sign(right, e) < 0;
            require(fixesAnEnd(e) || crosses, "no-fixed-point-shown", "f^e has no fixed point for certain");
        }

        /** f^e − id is constant, and 0 at an end. */
        private void fixed(int e) throws Fault {
            boolean one = Span.point(Fraction.ONE).contains(derivative(e));
            require(one && fixesAnEnd(e), "not-identity", "f^e is not shown to be the identity");
        }
    }
}
