package io.karst.sqltests.workload;

import io.trino.tpcds.Results;
import io.trino.tpcds.Session;
import io.trino.tpcds.Table;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tables of TPC-DS as CSV files. Of the 1,920,800 demographics, as many at every scale, only those
 * that other tables refer to.
 */
final class TpcdsFiles {
  private static final Map<Table, int[]> DEMOGRAPHICS =
      Map.of(
          Table.STORE_SALES, new int[] {4},
          Table.CATALOG_SALES, new int[] {4, 8},
          Table.WEB_SALES, new int[] {5, 9},
          Table.CUSTOMER, new int[] {2},
          Table.STORE_RETURNS, new int[] {4},
          Table.CATALOG_RETURNS, new int[] {4, 8},
          Table.WEB_RETURNS, new int[] {4, 8});

  private final Session session;
  private final Path directory;
  private final Set<String> demographics = new HashSet<>();
  private final Map<String, Integer> rows = new HashMap<>();

  private TpcdsFiles(double scale, Path directory) {
    this.session = Session.getDefaultSession().withScale(scale);
    this.directory = directory;
  }

  /** Writes all tables; returns the number of rows of each. */
  static Map<String, Integer> write(double scale, Path directory) throws IOException {
    TpcdsFiles files = new TpcdsFiles(scale, directory);
    for (Table table : Table.getBaseTables()) {
      if (table != Table.CUSTOMER_DEMOGRAPHICS && table != Table.DBGEN_VERSION) {
        files.write(table);
      }
    }
    files.write(Table.CUSTOMER_DEMOGRAPHICS);
    return files.rows;
  }

  private void write(Table table) throws IOException {
    int[] references = DEMOGRAPHICS.getOrDefault(table, new int[0]);
    int count = 0;
    try (BufferedWriter out =
        Files.newBufferedWriter(directory.resolve(table.getName() + ".csv"))) {
      for (List<List<String>> made : Results.constructResults(table, session.withTable(table))) {
        List<String> row = made.get(made.size() - 1);
        if (table == Table.CUSTOMER_DEMOGRAPHICS && !demographics.contains(row.get(0))) {
          continue;
        }
        for (int column : references) {
          demographics.add(row.get(column));
        }
        out.write(line(row));
        count++;
      }
    }
    rows.put(table.getName(), count);
  }

  private static String line(List<String> row) {
    StringBuilder line = new StringBuilder();
    for (String value : row) {
      if (value != null && !value.isEmpty()) {
        line.append('"').append(value.replace("\"", "\"\"")).append('"');
      }
      line.append(',');
    }
    line.setCharAt(line.length() - 1, '\n');
    return line.toString();
  }
}
