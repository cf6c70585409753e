package io.karst.benchmarks;

import java.util.List;

/**
 * A row of the report.
 *
 * @param name as printed
 * @param unit of the value; operations per second when {@code higherIsBetter}
 * @param threads connections that work at once
 * @param checked whether its answers are compared across engines
 */
record Measurement(
    String name,
    String unit,
    boolean higherIsBetter,
    int threads,
    boolean checked,
    Workload.Factory workload) {

  /** All measurements that run on the loaded table, in order. */
  static List<Measurement> all() {
    return List.of(
        latency("point lookup, prepared", ReadWorkloads::pointPrepared),
        latency("point lookup, ad hoc", ReadWorkloads::pointAdHoc),
        latency("10 rows by secondary index", ReadWorkloads::byCustomer),
        latency("100 rows by key range", ReadWorkloads::rangeOfKeys),
        latency("100 rows by time range", ReadWorkloads::rangeOfTimes),
        new Measurement("group by, whole table", "ms", false, 1, true, ReadWorkloads::groupBy),
        new Measurement("update by key", "us", false, 1, false, WriteWorkloads::update),
        new Measurement("upsert", "us", false, 1, false, WriteWorkloads::upsert),
        rate("95/5 mix, 1 thread", 1, WriteWorkloads::mixed),
        rate("95/5 mix, 2 threads", 2, WriteWorkloads::mixed),
        rate("95/5 mix, 4 threads", 4, WriteWorkloads::mixed),
        rate("durable commits, 1 thread", 1, WriteWorkloads::durableInsert),
        rate("durable commits, 4 threads", 4, WriteWorkloads::durableInsert));
  }

  private static Measurement latency(String name, Workload.Factory workload) {
    return new Measurement(name, "us", false, 1, true, workload);
  }

  private static Measurement rate(String name, int threads, Workload.Factory workload) {
    return new Measurement(name, "/s", true, threads, false, workload);
  }
}
