package org.chaoscert.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.chaoscert.certificate.Certificate;
import org.chaoscert.certificate.CertificateReader;
import org.chaoscert.checker.Checker;
import org.chaoscert.checker.Limits;
import org.chaoscert.checker.Result;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Work;
import org.chaoscert.network.Ball;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFormatException;
import org.chaoscert.network.NetworkReader;
import org.chaoscert.network.SmoothMap;
import org.chaoscert.network.Unfolding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code chaoscert explain}: retells a valid certificate. */
@Command(
        name = "explain",
        sortOptions = false,
        description =
                "Checks a certificate and retells it line by line: what is claimed, which theorem leads there, and"
                        + " for each cell of a cover the images and the derivative enclosure that make its rule true.",
        footerHeading = "%nExamples:%n",
        footer = {"  chaoscert explain figure-7.cert.json", "  chaoscert explain big.cert.json --network big.json"})
final class ExplainCommand implements Callable<Integer> {
    private final Streams streams;

    @Parameters(arity = "1", paramLabel = "CERT", description = "A certificate file.")
    private String name = "";

    @Option(
            names = "--network",
            paramLabel = "NET",
            description = "The network file, where the certificate does not hold the network.")
    private Optional<String> network = Optional.empty();

    ExplainCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws InputException {
        Optional<byte[]> beside = network.isPresent()
                ? Optional.of(Inputs.named(network.get(), () -> Inputs.read(network.get(), streams.in())))
                : Optional.empty();
        return Inputs.named(name, () -> explain(Inputs.read(name, streams.in()), beside));
    }

    private int explain(byte[] bytes, Optional<byte[]> beside) throws NetworkFormatException {
        Result result = new Checker(beside, Limits.DEFAULT).check(bytes);
        if (!result.isValid()) {
            Report report = new Report()
                    .lineIfAny("code", result.code())
                    .lineIfAny("at", result.at())
                    .lineIfAny("why", result.why());
            streams.out().println(result.kind().word() + report);
            if (result.kind() != Result.Kind.REJECTED) {
                streams.err().println("chaoscert: " + name + ": " + result.why());
            }
            return result.kind().exitStatus();
        }
        Certificate certificate = CertificateReader.read(bytes);
        Network judged = certificate.network().isPresent()
                ? certificate.network().get()
                : NetworkReader.read(beside.orElseThrow()).network();
        streams.out()
                .println(result.kind().word() + explanation(judged, certificate).text());
        return ExitStatus.DONE;
    }

    /** Retells a certificate that was accepted. */
    static Explanation explanation(Network network, Certificate certificate) {
        Rational radius = certificate.radius();
        if (network.isSmooth()) {
            int precision =
                    Math.max(SmoothMap.LEAST_PRECISION, certificate.precision().orElseThrow());
            return Explanation.of(SmoothMap.of(network, precision, Work.unlimited()), certificate.proof());
        }
        return radius.signum() == 0
                ? Explanation.of(Unfolding.map(network, Work.unlimited()), certificate.proof())
                : Explanation.of(new Ball(network, radius).map(Work.unlimited()), radius, certificate.proof());
    }
}
