package org.chaoscert.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** What the job may know, and that nothing else knows Spark: the table of the architecture page. */
class SparkWallsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(SweepJob.class.getProtectionDomain().getCodeSource().getLocation());

    @Test
    void theJobKnowsOnlyWhatTheTableAllows() {
        classes()
                .that()
                .resideInAPackage("org.chaoscert.spark..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.chaoscert.spark..",
                        "org.chaoscert.cli..",
                        "org.chaoscert.sweep..",
                        "org.chaoscert.certify..",
                        "org.chaoscert.search..",
                        "org.chaoscert.network..",
                        "picocli..",
                        "org.apache.spark..",
                        "scala..")
                .check(CLASSES);
    }

    @Test
    void nothingElseKnowsSpark() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.chaoscert.spark..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.chaoscert.spark..", "org.apache.spark..", "scala..")
                .check(CLASSES);
    }
}
