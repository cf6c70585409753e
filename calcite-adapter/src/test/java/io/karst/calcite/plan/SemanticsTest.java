package io.karst.calcite.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.karst.calcite.parser.KarstParser;
import io.karst.storage.base.KarstException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calcite's dangerous defaults are set right, and errors carry PostgreSQL's codes. */
class SemanticsTest {
  private final Fixture f = Fixture.sample();

  private String one(String sql) {
    return f.rows(sql).get(0);
  }

  private void fails(String sql, String sqlState, String message) {
    KarstException error = catchThrowableOfType(KarstException.class, () -> f.rows(sql));
    assertThat(error).as(sql).isNotNull();
    assertThat(error.sqlState()).as(sql).isEqualTo(sqlState);
    assertThat(error).as(sql).hasMessageContaining(message);
  }

  @Test
  void overflowIsAnError() {
    fails("select 2147483647 + 1", "22003", "integer out of range");
    fails("select id + 2147483647 from t", "22003", "integer");
    fails("select 5000000000 * 5000000000", "22003", "bigint");
    fails("select (id + 2147483647) * 1.5 from t", "22003", "integer");
  }

  @Test
  void sumsAndAverages() {
    assertThat(one("select sum(id), avg(id) from t where id < 3"))
        .isEqualTo("3|1.5000000000000000");
    assertThat(one("select sum(9223372036854775807) from t where id < 3"))
        .isEqualTo("18446744073709551614");
    assertThat(one("select 7 / 2, 2 / 3.0")).startsWith("3|0.666666");
  }

  @Test
  void textIsNeverPadded() {
    assertThat(one("select 'a' = 'a  '")).isEqualTo("f");
    assertThat(f.rows("values ('a'), ('abc')")).containsExactly("a", "abc");
    assertThat(one("select length(case when id = 1 then 'a' else 'abc' end) from t"))
        .isEqualTo("1");
    assertThat(one("select 'привет'")).isEqualTo("привет");
  }

  @Test
  void numbers() {
    assertThat(one("select 12345678901234567890123456789012345678")).hasSize(38);
    assertThat(one("select '1.5'::numeric = 1.5")).isEqualTo("t");
    fails("select 1 / 0", "22012", "division by zero");
    fails("select cast(1 as double precision) / 0", "22012", "division by zero");
    fails("select '12abc'::int", "22P02", "invalid input syntax");
  }

  @Test
  void datesAndTimes() {
    assertThat(one("select date '2024-03-01' - date '2024-02-28', date '2024-02-28' + 2"))
        .isEqualTo("2|2024-03-01");
    assertThat(one("select timestamp '2024-01-01 00:00:00' - timestamp '2023-12-31 12:00:00'"))
        .isEqualTo("12:00:00");
    assertThat(
            one(
                "select extract(dow from date '2024-01-07'), extract(quarter from date '2024-05-01')"))
        .isEqualTo("0|2");
  }

  @Test
  void names() {
    fails("select nope from t", "42703", "column \"nope\" does not exist");
    fails("select * from nope", "42P01", "relation \"nope\" does not exist");
    fails("select foo(1)", "42883", "function foo(integer) does not exist");
    fails("select id from t group by name", "42803", "must appear in the GROUP BY clause");
    fails("select id from t, u", "42702", "ambiguous");
    fails("select x.id from t", "42P01", "missing FROM-clause entry");
    fails("select (select id from t)", "21000", "more than one row");
  }

  @Test
  void hiddenColumns() {
    assertThat(f.plan("select * from t").columns()).hasSize(6);
    assertThat(f.plan("select *, _id from t").columns()).hasSize(7);
    assertThat(one("select properties['smoker'] from t")).isEqualTo("yes");
    assertThat(f.rows("select id from t natural join (select id from u) x")).hasSize(5);
  }

  @Test
  void labelsAndOrigins() {
    QueryPlan plan = f.plan("select id as a, count(*), 1, max(price) from t group by id");
    assertThat(plan.columns())
        .extracting(column -> column.label())
        .containsExactly("a", "count", "?column?", "max");
    assertThat(plan.columns().get(0).table()).isEqualTo("t");
    assertThat(plan.columns().get(0).column()).isEqualTo("id");
  }

  @Test
  void literalsInConditionsAreHoisted() {
    String sql = "select id, 7 from t where id = 3 and name = 'name3'";
    HoistedLiterals literals =
        new HoistedLiterals(
            0,
            List.of(
                new HoistedLiterals.Position(1, 12),
                new HoistedLiterals.Position(1, 32),
                new HoistedLiterals.Position(1, 45)),
            List.of(7, 3, "name3"));
    QueryPlan plan =
        f.planner.plan(
            new PlanRequest(
                KarstParser.parse(sql),
                List.of("public"),
                null,
                literals,
                true,
                PlanOptions.DEFAULT,
                new java.util.concurrent.atomic.AtomicBoolean()));
    assertThat(plan.hoisted()).containsExactly(false, true, true);
    assertThat(f.rows(plan, null, 3, "name3")).containsExactly("3|7");
    assertThat(f.rows(plan, null, 4, "name4")).containsExactly("4|7");
    assertThat(String.join("\n", plan.explain())).contains("bounds=[id = ?1]");
  }
}
