package io.karst.calcite.validate;

import com.google.common.collect.ImmutableSet;
import io.karst.calcite.type.KarstTypeSystem;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.type.SqlTypeCoercionRule;
import org.apache.calcite.sql.type.SqlTypeName;

/** Which types may be cast to which: Calcite's list with PostgreSQL's additions and omissions. */
final class CastRules {
  static final SqlTypeCoercionRule RULES = rules();

  private CastRules() {}

  private static SqlTypeCoercionRule rules() {
    Map<SqlTypeName, Set<SqlTypeName>> sources = new HashMap<>();
    SqlTypeCoercionRule.instance()
        .getTypeMapping()
        .forEach((to, from) -> sources.put(to, new HashSet<>(from)));
    add(sources, SqlTypeName.INTEGER, SqlTypeName.BOOLEAN);
    add(sources, SqlTypeName.BOOLEAN, SqlTypeName.INTEGER);
    add(sources, SqlTypeName.VARCHAR, SqlTypeName.ARRAY);
    add(sources, KarstTypeSystem.TIME, SqlTypeName.INTERVAL_DAY_SECOND);
    add(sources, SqlTypeName.INTERVAL_DAY_SECOND, KarstTypeSystem.TIME);
    List<SqlTypeName> intervals = List.copyOf(SqlTypeName.INTERVAL_TYPES);
    List<SqlTypeName> times =
        List.of(
            SqlTypeName.DATE,
            KarstTypeSystem.TIME,
            SqlTypeName.TIMESTAMP,
            SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE);
    for (SqlTypeName number : SqlTypeName.NUMERIC_TYPES) {
      remove(sources, number, times);
      remove(sources, number, intervals);
      remove(sources, SqlTypeName.INTERVAL_DAY_SECOND, List.of(number));
      for (SqlTypeName time : times) {
        remove(sources, time, List.of(number));
      }
    }
    Map<SqlTypeName, ImmutableSet<SqlTypeName>> map = new HashMap<>();
    sources.forEach((to, from) -> map.put(to, ImmutableSet.copyOf(from)));
    return SqlTypeCoercionRule.instance(map);
  }

  private static void add(
      Map<SqlTypeName, Set<SqlTypeName>> sources, SqlTypeName to, SqlTypeName from) {
    sources.computeIfAbsent(to, name -> new HashSet<>()).add(from);
  }

  private static void remove(
      Map<SqlTypeName, Set<SqlTypeName>> sources, SqlTypeName to, List<SqlTypeName> from) {
    Set<SqlTypeName> known = sources.get(to);
    if (known != null) {
      from.forEach(known::remove);
    }
  }
}
