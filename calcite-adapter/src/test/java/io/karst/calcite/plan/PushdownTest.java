package io.karst.calcite.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Plan and rows together: what goes into scans, and what must not. */
class PushdownTest {
  private final Fixture f = Fixture.sample();

  private void check(String sql, String plan, String... rows) {
    assertThat(f.explain(sql)).as(sql).contains(plan);
    assertThat(f.rows(sql)).as(sql).containsExactly(rows);
  }

  @Test
  void keys() {
    check("select name from t where id = 3", "KeyGet public.t path=primary key", "name3");
    check("select id from t where id in (3, 1, 3)", "MultiGet", "1", "3");
    check("select id from t where id = 1 or id = 2", "MultiGet", "1", "2");
    check("select id from t where id = 1 + 1", "KeyGet", "2");
    check(
        "select id from t where _id = '00000000-0000-0000-0000-000000000003'",
        "KeyGet public.t path=row key",
        "3");
  }

  @Test
  void rangesAndOrder() {
    check(
        "select id from t where id between 2 and 4 order by id desc",
        "KeyRange public.t path=primary key reverse bounds=[id >= 2 AND id <= 4]",
        "4",
        "3",
        "2");
    check("select id from t where id > 1 and id > 3", "bounds=[id > 3]", "4", "5");
    check("select id from t where name like 'name2%'", "path=t_name bounds=[name >= 'name2'", "2");
    check("select name from t where n > 10 and n <= 50", "path=t_n", "name3", "name5");
    check("select id from t order by id limit 2", "limit=2", "1", "2");
    assertThat(f.explain("select id from t order by id desc limit 2")).doesNotContain("Sort");
  }

  @Test
  void valuesOutsideTheColumnsTypeNeverMatchTheWrongRows() {
    check("select id from t where id = 5000000000", "KeyGet");
    check("select id from t where id < 5000000000 and id > 4.5", "bounds=[", "5");
    check("select id from t where id > -5000000000 and id <= 1.9", "bounds=[", "1");
    check("select id from t where id = 2.5", "KeyGet");
  }

  @Test
  void nulls() {
    check("select id from t where n is null order by id", "bounds=[n = NULL]", "2", "4");
    check("select id from t where id = null", "EnumerableValues rows=0");
    assertThat(f.rows("select id from t where id = ?", new Object[] {null})).isEmpty();
  }

  @Test
  void whatStays() {
    String plan = f.explain("select id from t where id = 3 and price > 1");
    assertThat(plan).contains("KeyGet").contains("residual=[").contains("EnumerableCalc filter");
    assertThat(f.explain("select id from t where price > 1")).contains("FullScan");
    assertThat(f.explain("select id from t where id * 2 = 6")).contains("FullScan");
    assertThat(f.explain("select id from t where price > 1 order by id limit 1"))
        .doesNotContain("columns=[id, price] limit");
  }

  @Test
  void lookupJoins() {
    check(
        "select t.id, b.s from t join big b on b.id = t.id order by t.id limit 2",
        "LookupJoin inner path=primary key bounds=[id = id]",
        "1|s1",
        "2|s2");
    check(
        "select t.id, b.s from t left join big b on b.id = t.n and b.s <> 's30' order by 1",
        "LookupJoin left",
        "1|s10",
        "2|NULL",
        "3|NULL",
        "4|NULL",
        "5|s50");
    assertThat(f.explain("select count(*) from big a join big b on a.id = b.id"))
        .doesNotContain("LookupJoin");
  }

  @Test
  void vectorTopK() {
    check("select id from p order by v <-> '[1,0,1]' limit 2", "VectorTopK column=v", "1", "2");
    check(
        "select id from p where k = 1 order by v <=> '[1,0,1]' limit 10",
        "VectorTopK",
        "1",
        "3",
        "5");
    check("select id from p order by l2_distance('[9,0,1]', v) limit 1", "VectorTopK", "6");
  }
}
