package org.chaoscert.checker;

import java.util.Optional;
import org.chaoscert.checker.Json.Members;

/** An activation: its name as the canonical text has it, with the slope of a leaky one, and its graph unless it is smooth. */
record Activation(String name, Optional<Graph> shape) {
    private static final String LEAKY = "leaky-relu";

    /** The activation of a layer. Only a leaky one has a slope, and must have one. */
    static Activation read(Members layer, Fraction slope, Limits limits) throws Fault {
        String name = layer.string("activation");
        if (name.equals(LEAKY)) {
            layer.get("slope");
        } else if (layer.has("slope")) {
            throw Fault.rejected("unknown-key", layer.place("slope"), "only leaky-relu has a slope");
        }
        if (slope.compareTo(Fraction.ZERO) < 0 || slope.compareTo(Fraction.ONE) > 0) {
            throw Fault.rejected("bad-activation", layer.place("slope"), "the slope must lie between 0 and 1");
        }
        return switch (name) {
            case "identity" -> bent(name, Fraction.ONE, limits);
            case "relu" -> bent(name, Fraction.ZERO, limits);
            case LEAKY -> bent(name + ":" + slope.canonical(), slope, limits);
            case "abs" -> bent(name, Fraction.MINUS_ONE, limits);
            case "clip" -> new Activation(name, Optional.of(Graph.cutTo(Fraction.ZERO, limits)));
            case "hard-tanh" -> new Activation(name, Optional.of(Graph.cutTo(Fraction.MINUS_ONE, limits)));
            case Curve.TANH, Curve.SIGMOID -> new Activation(name, Optional.empty());
            default -> throw Fault.rejected("bad-activation", layer.place("activation"), "unknown: " + name);
        };
    }

    private static Activation bent(String name, Fraction slope, Limits limits) throws Fault {
        return new Activation(name, Optional.of(Graph.bentAtZero(slope, limits)));
    }

    /** An interval that holds all values. */
    Span range() throws Fault {
        return shape.isPresent()
                ? shape.get().image(Span.LINE)
                : Curve.of(name, 1).image(Span.LINE);
    }
}
