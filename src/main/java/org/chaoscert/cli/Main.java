package org.chaoscert.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.chaoscert.certify.CertificateFiles;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program {@code chaoscert}. */
@Command(
        name = "chaoscert",
        mixinStandardHelpOptions = true,
        versionProvider = Program.Version.class,
        scope = ScopeType.INHERIT,
        sortOptions = false,
        description =
                "Decides whether a network x -> f(x) that feeds on its own output is chaotic in the sense of Li and"
                        + " Yorke, and proves the verdict with a certificate that an independent checker accepts or rejects.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  chaoscert certify network.json             decide, and write network.cert.json",
            "  chaoscert check network.cert.json          check a certificate",
            "  chaoscert explain network.cert.json        retell it line by line",
            "  chaoscert inspect network.json             kinks, slopes, fixed points",
            "  chaoscert dynamics network.json            periods, laps, regions, entropy",
            "  chaoscert trajectory network.json --start 0.3,0.3000001 --steps 150",
            "  chaoscert plot graph network.json -o network.svg",
            "  chaoscert fixture truncated-tents -o tents",
            "  chaoscert scan truncated-tent --from 0.8 --to 1 --steps 40 -o scan",
            "  chaoscert convert model.onnx model.json     networks from and to other files",
            "  chaoscert audit verdicts nets.npz --claims claims.csv",
            "  chaoscert report network.cert.json -o page.html",
            "  chaoscert sample --scheme relu-sum --width 4 --variance 64 --count 100 -o nets",
            "  chaoscert sweep --scheme relu-sum --width 4,16 --variance 2,8,64 --samples 1e5"
        },
        exitCodeListHeading = "%nExit status (for several inputs the largest):%n",
        exitCodeList = {
            "0:done, or valid",
            "2:wrong use",
            "3:certificate rejected, or a fixture that does not hold",
            "4:undecided",
            "5:input could not be read",
            "6:over limits",
            "7:output could not be written",
            "70:internal error"
        })
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show where in the program an error arose.")
    private boolean verbose;

    private Main() {}

    /**
     * Runs a command and ends the process.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        PrintStream out = utf8(FileDescriptor.out);
        PrintStream err = utf8(FileDescriptor.err);
        int status = run(new Streams(System.in, out, err), new CertificateFiles(), arguments);
        out.flush();
        err.flush();
        if (out.checkError()) {
            err.println("chaoscert: standard output could not be written");
            status = Math.max(status, ExitStatus.NOT_WRITTEN);
        }
        System.exit(status);
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    static int run(Streams streams, CertificateFiles files, String... arguments) {
        Main main = new Main();
        CommandLine line = new CommandLine(main)
                .addSubcommand(new CertifyCommand(streams, files))
                .addSubcommand(new CheckCommand(streams))
                .addSubcommand(new ExplainCommand(streams))
                .addSubcommand(new DynamicsCommand(streams, files))
                .addSubcommand(new TrajectoryCommand(streams))
                .addSubcommand(new PlotCommand(streams, files))
                .addSubcommand(new FixtureCommand(streams, files))
                .addSubcommand(new ScanCommand(streams, files))
                .addSubcommand(new SampleCommand(streams, files))
                .addSubcommand(AuditCommand.line(streams, files))
                .addSubcommand(new ConvertCommand(streams))
                .addSubcommand(new ReportCommand(streams, files))
                .addSubcommand(new InspectCommand(streams))
                .addSubcommand(new SweepCommand(streams, files));
        return Program.run(line, streams.out(), streams.err(), () -> main.verbose, arguments);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
