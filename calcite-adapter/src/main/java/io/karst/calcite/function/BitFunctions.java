package io.karst.calcite.function;

/** The operators of bits: {@code & | # ~ << >>}. Shifts count modulo the number's bits. */
public final class BitFunctions {
  private BitFunctions() {}

  static void register(FunctionTable table) {
    for (String type : new String[] {"int4", "int8"}) {
      String two = "(" + type + "," + type + "):" + type;
      String shift = "(" + type + ",int4):" + type;
      table.add(
          BitFunctions.class,
          "$bit_and" + two,
          "and",
          "$bit_or" + two,
          "or",
          "$bit_xor" + two,
          "xor",
          "$bit_not(" + type + "):" + type,
          "not",
          "$shift_left" + shift,
          "left",
          "$shift_right" + shift,
          "right");
    }
  }

  public static int and(int a, int b) {
    return a & b;
  }

  public static long and(long a, long b) {
    return a & b;
  }

  public static int or(int a, int b) {
    return a | b;
  }

  public static long or(long a, long b) {
    return a | b;
  }

  public static int xor(int a, int b) {
    return a ^ b;
  }

  public static long xor(long a, long b) {
    return a ^ b;
  }

  public static int not(int a) {
    return ~a;
  }

  public static long not(long a) {
    return ~a;
  }

  public static int left(int a, int bits) {
    return a << bits;
  }

  public static long left(long a, int bits) {
    return a << bits;
  }

  public static int right(int a, int bits) {
    return a >> bits;
  }

  public static long right(long a, int bits) {
    return a >> bits;
  }
}
