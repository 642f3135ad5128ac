package org.chaoscert.checker;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The kernel leans on nothing but java.base, computes with whole numbers only, and stays short. */
@Tag("not-kernel") // Looks at files, so it cannot notice a class that is changed in memory.
class IndependenceTest {
    private static final Path SOURCES = Path.of("src", "main", "java", "org", "chaoscert", "checker");
    private static final int MOST_LINES = 900;
    /** Reading, keeping and printing; and what the kernel may be extended by, a file each. */
    private static final Set<String> BESIDE_THE_KERNEL = Set.of(
            "Activation",
            "Ball",
            "Curve",
            "Digest",
            "Enclosure",
            "Entropy",
            "FloatEvaluation",
            "Json",
            "Numerals",
            "Binary64",
            "Numbers",
            "Rounding",
            "Scale",
            "Smooth",
            "CheckerMain",
            "Result",
            "Limits",
            "Fault",
            "package-info");

    /** Instructions that make, load, store, convert, compare or compute binary floating-point numbers. */
    private static final Pattern FLOATING = Pattern.compile("\\s+\\d+: ("
            + "[df](const|load|store|aload|astore|return|add|sub|mul|div|rem|neg|cmp)\\w*|[il]2[df]|[df]2[ildf]"
            + "|ldc.*// (float|double)|newarray +(float|double)|invoke.*:\\(.*\\)[DF])( .*)?");

    private static JavaClasses classes;
    private static Path compiled;

    @BeforeAll
    static void readClasses() throws URISyntaxException {
        Path root = Path.of(Checker.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        compiled = root.resolve(Path.of("org", "chaoscert", "checker"));
        classes = new ClassFileImporter().importPath(compiled);
    }

    private static Set<String> sourceNames() {
        try (Stream<Path> files = Files.list(SOURCES)) {
            return files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void allClassesAreLookedAt() {
        Set<String> outer = classes.stream()
                .filter(one -> !one.isNestedClass())
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(outer).containsExactlyElementsOf(sourceNames()).hasSizeGreaterThanOrEqualTo(13);
        assertThat(classes.size()).as("with those inside").isBetween(18, 50);
    }

    @Test
    void nothingIsImportedButJavaBase() {
        Set<String> foreign = classes.stream()
                .flatMap(one -> one.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                .filter(target ->
                        !target.isPrimitive() && !target.getPackageName().equals("org.chaoscert.checker"))
                .map(JavaClass::getName)
                .filter(name -> !isOfJavaBase(name))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(foreign).isEmpty();
        assertThat(isOfJavaBase("java.math.BigInteger")).isTrue();
        assertThat(isOfJavaBase("java.util.logging.Logger")).isFalse();
        assertThat(isOfJavaBase("org.chaoscert.cli.Main")).isFalse();
    }

    private static boolean isOfJavaBase(String name) {
        try {
            ClassLoader loader = IndependenceTest.class.getClassLoader();
            return Class.forName(name, false, loader).getModule() == Object.class.getModule();
        } catch (ClassNotFoundException missing) {
            return false;
        }
    }

    @Test
    void noFieldOrMethodIsOfAFloatingPointType() {
        Set<String> floating = Set.of("double", "float", "java.lang.Double", "java.lang.Float");
        List<String> members = classes.stream()
                .flatMap(one -> one.getMembers().stream())
                .filter(member -> member.getAllInvolvedRawTypes().stream()
                        .anyMatch(type ->
                                floating.contains(type.getBaseComponentType().getName())))
                .map(member -> member.getFullName())
                .toList();
        assertThat(members).isEmpty();
    }

    /** Local variables have no trace but the instructions that handle them. */
    @Test
    void floatingPointInstructionsStandInOnePlace() throws IOException {
        Set<String> methods = new TreeSet<>();
        String method = "";
        for (String line : disassembled().lines().toList()) {
            if (line.matches("  \\S.*[;{]")) {
                method = line.strip();
            } else if (FLOATING.matcher(line).matches()) {
                methods.add(method);
            }
        }
        assertThat(methods).hasSize(1).first().asString().contains(" ofAny(java.lang.String, java.lang.Object)");
    }

    private static String disassembled() throws IOException {
        List<String> arguments;
        try (Stream<Path> files = Files.list(compiled)) {
            arguments = Stream.concat(
                            Stream.of("-c", "-p"), files.map(Path::toString).filter(name -> name.endsWith(".class")))
                    .toList();
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(text, true, StandardCharsets.UTF_8);
        int status =
                ToolProvider.findFirst("javap").orElseThrow().run(stream, stream, arguments.toArray(new String[0]));
        assertThat(status).as("javap").isZero();
        return text.toString(StandardCharsets.UTF_8);
    }

    /** An assert can be switched off. */
    @Test
    void nothingIsLeftToAsserts() {
        assertThat(classes.stream().flatMap(one -> one.getFields().stream()).map(field -> field.getName()))
                .isNotEmpty()
                .doesNotContain("$assertionsDisabled");
    }

    @Test
    void theKernelStaysShort() {
        int lines = sourceNames().stream()
                .filter(name -> !BESIDE_THE_KERNEL.contains(name))
                .mapToInt(IndependenceTest::linesOfCode)
                .sum();
        assertThat(lines).as("lines of code").isBetween(300, MOST_LINES - 1);
        assertThat(sourceNames()).containsAll(BESIDE_THE_KERNEL);
    }

    /** Without comments, blank lines, imports and the package. */
    private static int linesOfCode(String name) {
        try {
            String text = Files.readString(SOURCES.resolve(name + ".java"));
            String code =
                    Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL).matcher(text).replaceAll("");
            return (int) code.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("//"))
                    .filter(line -> !line.startsWith("import ") && !line.startsWith("package "))
                    .count();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
