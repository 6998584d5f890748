package io.warpctl.e2e.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the arrows of the module table in docs/architecture.md. */
class ArchitectureTest {
    private static final String CORE = "io.warpctl.core..";
    private static final String CRDS = "io.warpctl.crds..";
    private static final String OPERATOR = "io.warpctl.operator..";
    private static final String NODE = "io.warpctl.node..";
    private static final String BALANCER = "io.warpctl.lb..";
    private static final String API_SERVER = "io.warpctl.apiserver..";
    private static final String LOAD = "io.warpctl.load..";
    private static final String CLI = "io.warpctl.cli..";

    private static JavaClasses classes;

    @BeforeAll
    static void importClasses() {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages("io.warpctl");
    }

    @Test
    void coreKnowsOnlyTheJdk() {
        check(noClasses()
                .that()
                .resideInAPackage(CORE)
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("java..", CORE));
    }

    @Test
    void coreReadsNoClockAndDoesNoInputOrOutput() {
        check(noClasses()
                .that()
                .resideInAPackage(CORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.nio.file..", "java.net..", "java.util.logging..", "java.sql..")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime"));
    }

    @Test
    void theLoadGeneratorKnowsOnlyTheJdk() {
        check(noClasses()
                .that()
                .resideInAPackage(LOAD)
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("java..", LOAD));
    }

    @Test
    void theBalancerKnowsOnlyCoreOfOurs() {
        forbid(BALANCER, CRDS, OPERATOR, NODE, API_SERVER, LOAD, CLI, "io.fabric8..");
    }

    @Test
    void theApiServerKnowsNothingOfOurs() {
        forbid(API_SERVER, CORE, CRDS, OPERATOR, NODE, BALANCER, LOAD, CLI);
    }

    @Test
    void theNodeKnowsCoreAndCrds() {
        forbid(NODE, OPERATOR, BALANCER, API_SERVER, LOAD, CLI);
    }

    @Test
    void theOperatorKnowsCoreAndCrds() {
        forbid(OPERATOR, NODE, BALANCER, API_SERVER, LOAD, CLI);
    }

    @Test
    void theResourcesKnowOnlyCore() {
        forbid(CRDS, OPERATOR, NODE, BALANCER, API_SERVER, LOAD, CLI);
    }

    private static void forbid(String from, String... to) {
        check(noClasses()
                .that()
                .resideInAPackage(from)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(to));
    }

    /** Modules come one after another: an empty package is no violation. */
    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(classes);
    }
}
