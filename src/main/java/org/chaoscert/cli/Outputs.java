package org.chaoscert.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chaoscert.certify.CertificateFiles;
import org.chaoscert.certify.Certified.Sealed;

/**
 * Where a command puts what it makes.
 *
 * @param files writes files whole or not at all
 * @param directory made if it is missing; - for standard output
 */
record Outputs(CertificateFiles files, String directory) {
    boolean isStandardOutput() {
        return directory.equals(Inputs.STANDARD_INPUT);
    }

    /** Writes a file; returns its path. */
    String write(String name, byte[] bytes) throws OutputException {
        return write(files, Path.of(directory).resolve(name), bytes);
    }

    /** Writes the certificates of one network, unless they go to standard output; returns their paths. */
    List<String> write(String input, List<Sealed> certificates) throws OutputException {
        List<String> paths = new ArrayList<>();
        for (Sealed certificate : certificates) {
            if (!isStandardOutput()) {
                String name = Inputs.stem(input) + certificate.role().suffix();
                paths.add(write(name, certificate.text().bytes()));
            }
        }
        return paths;
    }

    /** Writes a file; returns its path. */
    static String write(CertificateFiles files, Path path, byte[] bytes) throws OutputException {
        try {
            files.write(path, bytes);
        } catch (IOException problem) {
            throw new OutputException(path, problem);
        }
        return path.normalize().toString();
    }

    /** Says which two inputs would write the same file, if any would. */
    Optional<String> conflict(List<String> inputs, List<String> suffixes) {
        Map<String, String> seen = new HashMap<>();
        for (String input : isStandardOutput() ? List.<String>of() : inputs) {
            for (String suffix : suffixes) {
                String file = Inputs.stem(input) + suffix;
                String other = seen.put(file, input);
                if (other != null) {
                    return Optional.of(other + " and " + input + " would write the same file, " + file);
                }
            }
        }
        return Optional.empty();
    }
}
