package io.karst.calcite.function;

import io.karst.storage.value.Interval;
import java.time.LocalDateTime;
import java.time.YearMonth;
import org.apache.calcite.DataContext;

/** Ages: what has passed between two moments in years, months, days and time. */
public final class AgeFunctions {
  private static final long DAY = TimeCasts.DAY;

  private AgeFunctions() {}

  static void register(FunctionTable table) {
    table.add(
        AgeFunctions.class,
        "age(timestamp,timestamp):interval",
        "age",
        "age(timestamptz,timestamptz):interval",
        "ageOfInstants",
        "age(timestamp):interval",
        "ageToday",
        "age(timestamptz):interval",
        "ageOfInstantToday");
  }

  /** All fields are negative if the first moment is the earlier one. */
  public static Interval age(long later, long earlier) {
    return later < earlier ? between(earlier, later).negated() : between(later, earlier);
  }

  public static Interval ageOfInstants(DataContext context, long later, long earlier) {
    return age(
        TimeCasts.timestampOfInstant(context, later),
        TimeCasts.timestampOfInstant(context, earlier));
  }

  /** At the midnight that today began with. */
  public static Interval ageToday(DataContext context, long earlier) {
    return age(TimeFunctions.currentDate(context) * DAY, earlier);
  }

  public static Interval ageOfInstantToday(DataContext context, long earlier) {
    return ageToday(context, TimeCasts.timestampOfInstant(context, earlier));
  }

  private static Interval between(long later, long earlier) {
    LocalDateTime end = TimeFunctions.local(later);
    LocalDateTime start = TimeFunctions.local(earlier);
    int months =
        (end.getYear() - start.getYear()) * 12 + end.getMonthValue() - start.getMonthValue();
    int days = end.getDayOfMonth() - start.getDayOfMonth();
    long time = Math.floorMod(later, DAY) - Math.floorMod(earlier, DAY);
    if (time < 0) {
      time += DAY;
      days--;
    }
    if (days < 0) {
      // The month that is given back is that of the earlier time.
      days += YearMonth.from(start).lengthOfMonth();
      months--;
    }
    return new Interval(months, days, time);
  }
}
