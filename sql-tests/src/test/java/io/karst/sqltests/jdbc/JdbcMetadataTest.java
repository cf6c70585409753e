package io.karst.sqltests.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.karst.sqltests.oracle.Engine;
import io.karst.sqltests.oracle.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The metadata calls that SQL shells and GUI tools make. */
@ParameterizedClass
@EnumSource(Engine.class)
class JdbcMetadataTest {
  @TempDir static Path directory;

  @Parameter private Engine engine;
  private TestDatabase database;
  private Connection connection;
  private DatabaseMetaData metaData;

  @BeforeEach
  void open() throws SQLException {
    database = engine.open(directory);
    connection = database.connect();
    metaData = connection.getMetaData();
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA clinic");
      statement.execute(
          "CREATE TABLE clinic.patient (id INT PRIMARY KEY, name VARCHAR(40) NOT NULL,"
              + " weight NUMERIC(6,2) DEFAULT 0)");
      statement.execute(
          "CREATE TABLE clinic.stay (a INT, b INT, patient_id INT NOT NULL"
              + " REFERENCES clinic.patient (id) ON DELETE CASCADE, PRIMARY KEY (b, a))");
      statement.execute("CREATE INDEX stay_patient ON clinic.stay (patient_id)");
      statement.execute("CREATE VIEW clinic.named AS SELECT name FROM clinic.patient");
    }
  }

  @AfterEach
  void close() throws SQLException {
    if (database != null) {
      connection.close();
      database.close();
    }
  }

  private static List<String> values(ResultSet rows, String... columns) throws SQLException {
    List<String> values = new ArrayList<>();
    try (rows) {
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (String column : columns) {
          row.add(String.valueOf(rows.getObject(column)));
        }
        values.add(String.join(" ", row));
      }
    }
    return values;
  }

  @Test
  void schemas() throws SQLException {
    assertThat(values(metaData.getSchemas(), "TABLE_SCHEM"))
        .contains("public", "clinic", "information_schema");
    assertThat(values(metaData.getSchemas(null, "cli%"), "TABLE_SCHEM")).containsExactly("clinic");
    assertThat(values(metaData.getTableTypes(), "TABLE_TYPE")).contains("TABLE", "VIEW");
  }

  @Test
  void tables() throws SQLException {
    String[] tables = {"TABLE"};
    assertThat(values(metaData.getTables(null, "clinic", "%", tables), "TABLE_NAME", "TABLE_TYPE"))
        .containsExactly("patient TABLE", "stay TABLE");
    assertThat(values(metaData.getTables(null, "clinic", "n%", null), "TABLE_NAME", "TABLE_TYPE"))
        .containsExactly("named VIEW");
    assertThat(values(metaData.getTables(null, "clinic", "PATIENT", null), "TABLE_NAME")).isEmpty();
    assertThat(values(metaData.getTables(null, "nowhere", "%", null), "TABLE_NAME")).isEmpty();
    if (engine.isKarst()) {
      String[] system = {"SYSTEM TABLE"};
      assertThat(values(metaData.getTables(null, "clinic", "patient$%", system), "TABLE_NAME"))
          .contains("patient$core", "patient$edges", "patient$properties");
    }
  }

  @Test
  void columns() throws SQLException {
    assertThat(
            values(
                metaData.getColumns(null, "clinic", "patient", "%"),
                "COLUMN_NAME",
                "DATA_TYPE",
                "COLUMN_SIZE",
                "NULLABLE",
                "ORDINAL_POSITION",
                "IS_NULLABLE"))
        .containsExactly(
            "id " + Types.INTEGER + " 10 0 1 NO",
            "name " + Types.VARCHAR + " 40 0 2 NO",
            "weight " + Types.NUMERIC + " 6 1 3 YES");
    assertThat(values(metaData.getColumns(null, "clinic", "patient", "weight"), "COLUMN_DEF"))
        .hasSize(1)
        .doesNotContain("null");
  }

  @Test
  void keys() throws SQLException {
    assertThat(
            values(
                metaData.getPrimaryKeys(null, "clinic", "stay"),
                "COLUMN_NAME",
                "KEY_SEQ",
                "PK_NAME"))
        .containsExactlyInAnyOrder("a 2 stay_pkey", "b 1 stay_pkey");
    String[] reference = {
      "PKTABLE_NAME", "PKCOLUMN_NAME", "FKTABLE_NAME", "FKCOLUMN_NAME", "KEY_SEQ", "DELETE_RULE"
    };
    String expected = "patient id stay patient_id 1 " + DatabaseMetaData.importedKeyCascade;
    assertThat(values(metaData.getImportedKeys(null, "clinic", "stay"), reference))
        .containsExactly(expected);
    assertThat(values(metaData.getExportedKeys(null, "clinic", "patient"), reference))
        .containsExactly(expected);
  }

  @Test
  void indexes() throws SQLException {
    List<String> indexes =
        values(
            metaData.getIndexInfo(null, "clinic", "stay", false, true),
            "INDEX_NAME",
            "COLUMN_NAME",
            "ORDINAL_POSITION");
    assertThat(indexes).contains("stay_pkey b 1", "stay_pkey a 2", "stay_patient patient_id 1");
    assertThat(values(metaData.getIndexInfo(null, "clinic", "stay", true, true), "INDEX_NAME"))
        .doesNotContain("stay_patient");
  }

  @Test
  void namesAndCapabilities() throws SQLException {
    assertThat(metaData.getIdentifierQuoteString()).isEqualTo("\"");
    assertThat(metaData.storesLowerCaseIdentifiers()).isTrue();
    assertThat(metaData.getSearchStringEscape()).isEqualTo("\\");
    assertThat(metaData.supportsTransactions()).isTrue();
    assertThat(metaData.supportsSavepoints()).isTrue();
    assertThat(metaData.supportsBatchUpdates()).isTrue();
    assertThat(metaData.supportsGetGeneratedKeys()).isTrue();
    assertThat(metaData.supportsResultSetType(ResultSet.TYPE_FORWARD_ONLY)).isTrue();
    assertThat(metaData.getConnection()).isSameAs(connection);
    assertThat(metaData.getURL()).startsWith("jdbc:");
    assertThat(metaData.supportsTransactionIsolationLevel(Connection.TRANSACTION_REPEATABLE_READ))
        .isTrue();
    assertThat(values(metaData.getTypeInfo(), "TYPE_NAME")).isNotEmpty();
  }

  @Test
  void everyCallOfAShellAnswers() throws SQLException {
    Assumptions.assumeTrue(engine.isKarst(), "only Karst is judged here");
    assertThat(metaData.getDatabaseProductName()).isEqualTo("Karst");
    assertThat(metaData.getDriverName()).isNotEmpty();
    assertThat(metaData.getDatabaseProductVersion()).isNotEmpty();
    assertThat(metaData.getDriverVersion()).isNotEmpty();
    assertThat(metaData.getSQLKeywords()).isNotNull();
    assertThat(metaData.getNumericFunctions()).isNotNull();
    assertThat(metaData.getStringFunctions()).isNotNull();
    assertThat(metaData.getSystemFunctions()).isNotNull();
    assertThat(metaData.getTimeDateFunctions()).isNotNull();
    assertThat(metaData.getExtraNameCharacters()).isNotNull();
    assertThat(values(metaData.getCatalogs(), "TABLE_CAT")).isNotNull();
    assertThat(values(metaData.getProcedures(null, null, "%"), "PROCEDURE_NAME")).isEmpty();
    assertThat(values(metaData.getFunctions(null, null, "%"), "FUNCTION_NAME")).isNotNull();
    assertThat(values(metaData.getUDTs(null, null, "%", null), "TYPE_NAME")).isEmpty();
    assertThat(values(metaData.getClientInfoProperties(), "NAME")).isNotNull();
    assertThat(
            values(
                metaData.getBestRowIdentifier(
                    null, "clinic", "patient", DatabaseMetaData.bestRowSession, true),
                "COLUMN_NAME"))
        .isNotNull();
    assertThat(values(metaData.getTablePrivileges(null, "clinic", "%"), "TABLE_NAME")).isNotNull();
    assertThat(metaData.ownUpdatesAreVisible(ResultSet.TYPE_FORWARD_ONLY)).isFalse();
    assertThat(metaData.getResultSetHoldability()).isPositive();
    assertThat(metaData.getSQLStateType()).isEqualTo(DatabaseMetaData.sqlStateSQL);
    assertThat(metaData.getRowIdLifetime()).isNotNull();
    assertThat(metaData.getMaxColumnNameLength()).isNotNegative();
    assertThat(metaData.getDefaultTransactionIsolation())
        .isEqualTo(Connection.TRANSACTION_REPEATABLE_READ);
  }
}
