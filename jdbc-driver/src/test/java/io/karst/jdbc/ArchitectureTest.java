package io.karst.jdbc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import io.karst.storage.engine.Isolation;
import org.junit.jupiter.api.Test;

/** The driver is the top of the library; the shell is a JDBC program that happens to be beside. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
          .importPackages("io.karst.jdbc", "io.karst.shell");

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
  void shellKnowsJavaSqlOnly() {
    noClasses()
        .that()
        .resideInAPackage("io.karst.shell..")
        .should()
        .dependOnClassesThat(
            // Every program can unwrap it.
            JavaClass.Predicates.resideInAnyPackage(
                    "io.karst.jdbc..",
                    "io.karst.sql..",
                    "io.karst.calcite..",
                    "io.karst.storage..",
                    "org.apache.calcite..")
                .and(DescribedPredicate.not(JavaClass.Predicates.type(ClientStreams.class))))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void driverDoesNotReachBelowTheFrontDoors() {
    noClasses()
        .should()
        .dependOnClassesThat(
            // Isolation is part of the session's vocabulary.
            JavaClass.Predicates.resideInAnyPackage(
                    "org.rocksdb..",
                    "io.karst.storage.engine..",
                    "io.karst.storage.rocks..",
                    "io.karst.storage.memory..",
                    "io.karst.storage.key..",
                    "io.karst.storage.codec..")
                .and(DescribedPredicate.not(JavaClass.Predicates.type(Isolation.class))))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void onlyTheShellPrints() {
    noClasses()
        .that()
        .resideInAPackage("io.karst.jdbc..")
        .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
        .allowEmptyShould(true)
        .check(CLASSES);
  }
}
