package io.karst.calcite.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything Calcite gives for SELECT runs. */
class SelectSurfaceTest {
  private static final Fixture F = Fixture.sample();

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          select count(*) from t full join u on t.id = u.id and t.id > 3                        ; 9
          select count(*) from t cross join u                                                   ; 30
          select count(*) from t right join u on t.id = u.id                                    ; 6
          select count(*) from t where exists (select 1 from u where u.t_id = t.id)             ; 3
          select count(*) from t where not exists (select 1 from u where u.t_id = t.id)         ; 2
          select count(*) from t where id not in (select t_id from u)                           ; 2
          select count(*) from t where id > all (select 1)                                      ; 4
          select sum(c) from (select (select count(*) from u where u.t_id = t.id) c from t) x   ; 6
          select max(x.v) from t, lateral (select v from u where u.t_id = t.id order by v limit 1) x ; v3
          with recursive r(n) as (select 1 union all select n + 1 from r where n < 5) select sum(n) from r ; 15
          select count(*) from (select n from t group by grouping sets ((n), ())) x             ; 5
          select count(*) from (select n from t group by cube(n, d)) x                          ; 15
          select count(*) from (select id from t union select id from u) x                      ; 6
          select count(*) from (select id from t intersect select id from u) x                  ; 5
          select count(*) from (select id from u except select id from t) x                     ; 1
          select sum(r) from (select row_number() over (order by id desc) r from t) x           ; 15
          select max(s) from (select sum(id) over (order by id rows 1 preceding) s from t) x    ; 9
          select id from t qualify row_number() over (order by id desc) = 1                     ; 5
          select json_value('{"a":1}', '$.a')                                                   ; 1
          select '{"a":{"b":2}}'::json -> 'a' ->> 'b'                                           ; 2
          select count(*) from t asof join u match_condition t.id >= u.id on t.id = u.t_id      ; 2
          select string_agg(name, '-' order by id desc) from t where id < 3                     ; name2-name1
          select count(distinct n) from t                                                       ; 3
          select count(*) filter (where id > 2) from t                                          ; 3
          select bool_and(id > 0) from t                                                        ; t
          select round(stddev(id), 3) from t                                                    ; 1.581
          select sum(x) from generate_series(1, 4) as g(x)                                      ; 10
          select sum(a) from unnest(array[1, 2, 3]) as x(a)                                     ; 6
          select count(*) from t where (id, n) in ((1, 10), (3, 30))                            ; 2
          select greatest(1, 2, null)                                                           ; 2
          select split_part('a,b,c', ',', 2)                                                    ; b
          select to_char(timestamp '2024-03-01 04:05:06', 'YYYY/MM/DD HH24:MI')                 ; 2024/03/01 04:05
          select count(*) from information_schema.columns where table_name = 't'                ; 6
          """)
  void runs(String sql, String expected) {
    assertThat(F.rows(sql)).as(sql).containsExactly(expected);
  }

  @Test
  void views() {
    F.views.put(
        "w",
        new io.karst.storage.catalog.ViewDescriptor(
            "w",
            "select id, upper(name) from t",
            java.util.List.of("a", "b"),
            "public",
            1,
            null,
            io.karst.storage.catalog.ViewDescriptor.Check.NONE));
    assertThat(F.rows("select b from w where a = 2")).containsExactly("NAME2");
    assertThat(F.explain("select b from w where a = 2")).contains("KeyGet");
  }
}
