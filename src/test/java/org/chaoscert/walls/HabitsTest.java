package org.chaoscert.walls;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.domain.JavaModifier;
import java.security.SecureRandom;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import org.chaoscert.checker.CheckerMain;
import org.chaoscert.cli.Main;
import org.junit.jupiter.api.Test;

/** What no class of the program does, or only those that are named. */
class HabitsTest {
    @Test
    void onlyTheTwoProgramsTouchTheStreamsOfTheProcess() {
        for (String stream : new String[] {"in", "out", "err"}) {
            noClasses()
                    .that()
                    .doNotBelongToAnyOf(Main.class, CheckerMain.class)
                    .should()
                    .accessField(System.class, stream)
                    .check(WallsTest.CLASSES);
        }
    }

    @Test
    void onlyTheTwoProgramsEndTheProcess() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Main.class, CheckerMain.class)
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .check(WallsTest.CLASSES);
    }

    @Test
    void chanceComesFromTheCountedGeneratorAlone() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Random.class, SecureRandom.class, ThreadLocalRandom.class, SplittableRandom.class)
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(StrictMath.class, "random")
                .check(WallsTest.CLASSES);
    }

    @Test
    void noConditionOfTheCheckerCanBeSwitchedOff() {
        noClasses()
                .that()
                .resideInAPackage("org.chaoscert.checker..")
                .should()
                .callMethod(Class.class, "desiredAssertionStatus")
                .because("a Java assert is not checked unless it is asked for")
                .check(WallsTest.CLASSES);
    }

    @Test
    void theCheckerKeepsNoFloatingPointNumber() {
        for (Class<?> type : new Class<?>[] {double.class, float.class, Double.class, Float.class}) {
            noFields()
                    .that()
                    .areDeclaredInClassesThat()
                    .resideInAPackage("org.chaoscert.checker..")
                    .should()
                    .haveRawType(type)
                    .check(WallsTest.CLASSES);
            noMethods()
                    .that()
                    .areDeclaredInClassesThat()
                    .resideInAPackage("org.chaoscert.checker..")
                    .should()
                    .haveRawReturnType(type)
                    .check(WallsTest.CLASSES);
        }
    }

    @Test
    void nothingIsKeptInVariablesOfAClass() {
        noFields()
                .that()
                .areStatic()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should()
                .notBeFinal()
                .check(WallsTest.CLASSES);
    }
}
