package io.karst.sql.template;

/**
 * A literal taken out of a text.
 *
 * @param value Integer, Long, BigDecimal or String
 * @param line line of the text on which it begins, from 1
 * @param column column at which it begins, from 1
 */
public record TemplateLiteral(Object value, int line, int column) {}
