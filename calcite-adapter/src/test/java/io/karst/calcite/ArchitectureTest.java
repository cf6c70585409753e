package io.karst.calcite;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import org.junit.jupiter.api.Test;

/** What the adapter may know: no cycles, no engine below storage's front door, no JDBC driver. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
          .importPackages("io.karst.calcite", "io.karst.sql");

  @Test
  void packagesHaveNoCycles() {
    slices()
        .matching("io.karst.(**)")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void engineImplementationsAreUnknown() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.rocksdb..",
            "io.karst.storage.rocks..",
            "io.karst.storage.memory..",
            "io.karst.storage.engine.local..")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void driverAndShellAreUnknown() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.karst.jdbc..", "io.karst.shell..")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void nothingIsPrinted() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.karst.calcite.parser.generated")
        .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
        .allowEmptyShould(true)
        .check(CLASSES);
  }
}
