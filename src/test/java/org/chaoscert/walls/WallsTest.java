package org.chaoscert.walls;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Exports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chaoscert.certify.Certifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which package may know which, libraries included: the table of the architecture page. */
class WallsTest {
    private static final String ROOT = "org.chaoscert";
    private static final String APFLOAT = "org.apfloat..";
    private static final String JACKSON = "tools.jackson..";
    private static final String COMMONS_RNG = "org.apache.commons.rng..";
    private static final String COMMONS_STATISTICS = "org.apache.commons.statistics..";
    private static final String FASTCSV = "de.siegmar.fastcsv..";
    private static final String JSVG = "com.github.weisj.jsvg..";
    private static final String IMAGEIO = "javax.imageio..";
    private static final String ONNX = "ai.onnx.proto..";
    private static final String PROTOBUF = "com.google.protobuf..";
    private static final String PICOCLI = "picocli..";
    private static final String PROGRESSBAR = "me.tongfei.progressbar..";

    /** The classes of the program, without those of the tests. */
    static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(Certifier.class.getProtectionDomain().getCodeSource().getLocation());

    /** A package, how many classes it has at least, what of this program it may know, and which libraries. */
    private record Room(String name, int atLeast, List<String> rooms, List<String> libraries) {
        String pattern() {
            return ROOT + "." + name + "..";
        }

        @Override
        public String toString() {
            return name;
        }

        String[] allowed() {
            return Stream.of(
                            Stream.of("java..", pattern()),
                            rooms.stream().map(room -> ROOT + "." + room + ".."),
                            libraries.stream())
                    .flatMap(part -> part)
                    .toArray(String[]::new);
        }
    }

    private static Stream<Room> rooms() {
        return Stream.of(
                new Room("exact", 12, List.of(), List.of(APFLOAT)),
                new Room("map", 15, List.of("exact"), List.of()),
                new Room("network", 14, List.of("map", "exact"), List.of(JACKSON, COMMONS_RNG)),
                new Room("exchange", 15, List.of("network", "map", "exact"), List.of(JACKSON, FASTCSV, ONNX, PROTOBUF)),
                new Room("theorem", 10, List.of("exact"), List.of()),
                new Room("search", 12, List.of("theorem", "map", "exact"), List.of()),
                new Room("certificate", 3, List.of("theorem", "network", "map", "exact"), List.of(JACKSON)),
                new Room("checker", 14, List.of(), List.of()),
                new Room(
                        "certify",
                        7,
                        List.of("search", "certificate", "checker", "theorem", "network", "map", "exact"),
                        List.of()),
                new Room(
                        "sweep",
                        15,
                        List.of("certify", "search", "certificate", "theorem", "network", "map", "exact"),
                        List.of(JACKSON, FASTCSV, COMMONS_STATISTICS)),
                new Room(
                        "dynamics",
                        10,
                        List.of("certify", "search", "certificate", "theorem", "network", "map", "exact"),
                        List.of()),
                new Room(
                        "fixture",
                        8,
                        List.of(
                                "dynamics",
                                "certify",
                                "search",
                                "certificate",
                                "checker",
                                "theorem",
                                "network",
                                "map",
                                "exact"),
                        List.of(JACKSON)),
                new Room(
                        "audit",
                        15,
                        List.of(
                                "exchange",
                                "dynamics",
                                "certify",
                                "search",
                                "certificate",
                                "theorem",
                                "network",
                                "map",
                                "exact"),
                        List.of(JACKSON)),
                new Room("report", 4, List.of(), List.of(JSVG, IMAGEIO)),
                new Room(
                        "cli",
                        14,
                        List.of(
                                "sweep",
                                "fixture",
                                "dynamics",
                                "audit",
                                "exchange",
                                "report",
                                "certify",
                                "search",
                                "certificate",
                                "checker",
                                "theorem",
                                "network",
                                "map",
                                "exact"),
                        List.of(JACKSON, PICOCLI, PROGRESSBAR, FASTCSV)));
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aPackageKnowsOnlyWhatTheTableAllows(Room room) {
        classes()
                .that()
                .resideInAPackage(room.pattern())
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(room.allowed())
                .check(CLASSES);
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aPackageHasItsClassesSoThatNoRuleHoldsOfNothing(Room room) {
        long found = CLASSES.stream()
                .filter(type -> type.getPackageName().equals(ROOT + "." + room.name()))
                .count();
        assertThat(found).as("classes in %s", room.name()).isGreaterThanOrEqualTo(room.atLeast);
    }

    @Test
    void thereAreThePackagesOfTheTableAndNoOthers() {
        Set<String> found = CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
        assertThat(found)
                .as("packages")
                .containsExactlyInAnyOrderElementsOf(
                        rooms().map(room -> ROOT + "." + room.name()).toList());
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aPackageSaysWhatItHolds(Room room) throws IOException {
        Path file = Path.of("src/main/java/org/chaoscert", room.name(), "package-info.java");
        assertThat(file).as("package-info of %s", room.name()).isRegularFile();
        assertThat(Files.readString(file))
                .as("package-info of %s", room.name())
                .contains("/**", "package org.chaoscert." + room.name() + ";");
    }

    @Test
    void noPackagesKnowEachOtherInACircle() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theCheckerUsesTheBaseModuleOfJavaAlone() {
        Set<String> base = Object.class.getModule().getDescriptor().exports().stream()
                .filter(exports -> !exports.isQualified())
                .map(Exports::source)
                .collect(Collectors.toSet());
        assertThat(base)
                .as("packages of java.base")
                .contains("java.math", "java.util")
                .doesNotContain("java.sql", "java.util.logging");
        DescribedPredicate<JavaClass> fromTheBase = DescribedPredicate.describe(
                "belong to java.base or to the checker",
                type -> base.contains(type.getPackageName())
                        || type.getPackageName().equals(ROOT + ".checker"));
        classes()
                .that()
                .resideInAPackage(ROOT + ".checker..")
                .should()
                .onlyDependOnClassesThat(fromTheBase)
                .check(CLASSES);
    }

    @Test
    void onlyThePipelineAndTheCommandsCallTheChecker() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".checker..", ROOT + ".certify..", ROOT + ".fixture..", ROOT + ".cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".checker..")
                .check(CLASSES);
    }

    @Test
    void onlyPicturesKnowTheDesktopOfJava() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".report..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.awt..", IMAGEIO, JSVG)
                .check(CLASSES);
    }

    @Test
    void onlyExactNumbersKnowApfloat() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".exact..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(APFLOAT)
                .check(CLASSES);
    }
}
