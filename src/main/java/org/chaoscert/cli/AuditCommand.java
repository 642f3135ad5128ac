package org.chaoscert.cli;

import org.chaoscert.certify.CertificateFiles;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code chaoscert audit}: experiments held against exact truth. */
@Command(
        name = "audit",
        sortOptions = false,
        description = {
            "Holds floating-point experiments against exact truth, network by network.",
            "What is judged is the exact real map of the stored numbers. What a program computes is another map."
        },
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  chaoscert audit verdicts nets.npz --claims claims.csv",
            "  chaoscert audit method nets.npz --preset chaos-rnns-notebook",
            "  chaoscert audit trajectory net.json orbit.csv",
            "  chaoscert audit regions nets.npz --claims regions.csv",
            "  chaoscert audit published --samples 20 -o published"
        })
final class AuditCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private AuditCommand() {}

    /** Makes the command with those below it. */
    static CommandLine line(Streams streams, CertificateFiles files) {
        return new CommandLine(new AuditCommand())
                .addSubcommand(new AuditVerdictsCommand(streams, files))
                .addSubcommand(new AuditMethodCommand(streams, files))
                .addSubcommand(new AuditTrajectoryCommand(streams))
                .addSubcommand(new AuditRegionsCommand(streams))
                .addSubcommand(new AuditPublishedCommand(streams, files));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
