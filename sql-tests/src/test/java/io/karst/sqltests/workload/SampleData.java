package io.karst.sqltests.workload;

import java.nio.file.Path;

/** Where data are that the repository does not hold. */
final class SampleData {
  private SampleData() {}

  /**
   * A folder of {@code -Dkarst.test.data}, else of {@code KARST_TEST_DATA}, else of {@code
   * ../shared/data} beside the repository.
   */
  static Path directory(String name) {
    String configured = System.getProperty("karst.test.data", System.getenv("KARST_TEST_DATA"));
    Path data = configured == null ? Path.of("..", "..", "shared", "data") : Path.of(configured);
    return data.resolve(name).toAbsolutePath().normalize();
  }
}
