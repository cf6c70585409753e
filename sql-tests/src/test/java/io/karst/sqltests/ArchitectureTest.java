package io.karst.sqltests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** SQL is tested as users see it: through {@code java.sql}, with nothing of Karst's inside. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter().importPackages("io.karst.sqltests");

  @Test
  void testsSeeJavaSqlAndOraclesOnly() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.karst.sqltests..",
            "java..",
            "javax.sql..",
            "org.junit..",
            "org.assertj..",
            "org.jspecify..",
            "com.tngtech.archunit..",
            "org.h2..",
            "org.duckdb..",
            "org.sqlite..",
            "io.trino..")
        .check(CLASSES);
  }
}
