package org.chaoscert.checker;

import java.math.BigInteger;
import java.util.List;

/**
 * An activation: the integers where it bends, and between them affine branches from left to right, over a common scale.
 *
 * @param name as it stands in digests
 */
record Activation(String name, List<BigInteger> bends, List<Branch> branches, BigInteger scale) {
    /** x ↦ (slope·x + offset) / scale. */
    record Branch(BigInteger slope, BigInteger offset) {
        static Branch of(int slope, int offset) {
            return new Branch(BigInteger.valueOf(slope), BigInteger.valueOf(offset));
        }
    }

    static Activation of(Members layer) throws Fault {
        String name = layer.string("activation");
        if (!name.equals("leaky-relu") && layer.has("slope")) {
            throw Fault.rejected("unknown-key", layer.place("slope"), "only leaky-relu has a slope");
        }
        return switch (name) {
            case "identity" -> new Activation(name, List.of(), List.of(Branch.of(1, 0)), BigInteger.ONE);
            case "relu" -> bent(name, Fraction.ZERO);
            case "abs" -> bent(name, new Fraction(BigInteger.ONE.negate(), BigInteger.ONE));
            case "clip" -> cut(name, 0, 1);
            case "hard-tanh" -> cut(name, -1, 1);
            case "leaky-relu" -> leaky(layer);
            default -> throw Fault.rejected("bad-activation", layer.place("activation"), "unknown: " + name);
        };
    }

    /** The identity right of 0, another slope left of it. */
    private static Activation bent(String name, Fraction slope) {
        Branch left = new Branch(slope.numerator(), BigInteger.ZERO);
        Branch right = new Branch(slope.denominator(), BigInteger.ZERO);
        return new Activation(name, List.of(BigInteger.ZERO), List.of(left, right), slope.denominator());
    }

    private static Activation cut(String name, int low, int high) {
        List<Branch> branches = List.of(Branch.of(0, low), Branch.of(1, 0), Branch.of(0, high));
        return new Activation(
                name, List.of(BigInteger.valueOf(low), BigInteger.valueOf(high)), branches, BigInteger.ONE);
    }

    private static Activation leaky(Members layer) throws Fault {
        Fraction slope = Fraction.number(layer.get("slope"), layer.place("slope"), layer.limits());
        if (slope.compareTo(Fraction.ZERO) < 0 || slope.compareTo(Fraction.ONE) > 0) {
            throw Fault.rejected("bad-activation", layer.place("slope"), "the slope must lie between 0 and 1");
        }
        return bent("leaky-relu:" + slope.canonical(), slope);
    }

    /** The branch that holds at numerator/denominator; at a bend both neighbours do. */
    Branch at(BigInteger numerator, BigInteger denominator) {
        int branch = 0;
        while (branch < bends.size() && numerator.compareTo(denominator.multiply(bends.get(branch))) > 0) {
            branch++;
        }
        return branches.get(branch);
    }
}
