package io.karst.calcite.plan;

import io.karst.calcite.exec.ColumnOrder;
import io.karst.calcite.exec.KarstDataContext;
import io.karst.calcite.exec.KeyLists;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.function.Function;
import org.apache.calcite.linq4j.function.Functions;
import org.apache.calcite.linq4j.function.Predicate1;
import org.apache.calcite.linq4j.function.Predicate2;
import org.apache.calcite.linq4j.tree.BlockStatement;
import org.apache.calcite.linq4j.tree.Blocks;
import org.apache.calcite.linq4j.tree.ClassDeclaration;
import org.apache.calcite.linq4j.tree.DeclarationStatement;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.FieldDeclaration;
import org.apache.calcite.linq4j.tree.ForEachStatement;
import org.apache.calcite.linq4j.tree.ForStatement;
import org.apache.calcite.linq4j.tree.FunctionExpression;
import org.apache.calcite.linq4j.tree.MemberDeclaration;
import org.apache.calcite.linq4j.tree.MethodCallExpression;
import org.apache.calcite.linq4j.tree.MethodDeclaration;
import org.apache.calcite.linq4j.tree.NewArrayExpression;
import org.apache.calcite.linq4j.tree.NewExpression;
import org.apache.calcite.linq4j.tree.ParameterExpression;
import org.apache.calcite.linq4j.tree.Shuttle;
import org.apache.calcite.linq4j.tree.Statement;
import org.apache.calcite.linq4j.tree.TypeBinaryExpression;
import org.apache.calcite.linq4j.tree.Types;
import org.apache.calcite.linq4j.tree.WhileStatement;
import org.apache.calcite.util.BuiltInMethod;
import org.jspecify.annotations.Nullable;

/**
 * Makes generated code look whether it is to stop: in every loop, in every function that a library
 * operator calls for a row, and in every comparison of a sort. Scans alone are not enough: a join
 * of two small inputs may compare rows for hours. Puts right on the way what Calcite writes wrong.
 */
final class CancelChecks extends Shuttle {
  private static final CancelChecks EVERYWHERE = new CancelChecks();

  /** Static fields are made outside the method that knows the running statement. */
  private static final Shuttle NOWHERE = new Shuttle();

  private static final Set<String> CHECKED_METHODS = Set.of("compare", "moveNext");

  /** They answer true or false; a condition over values that may be NULL is written as Object. */
  private static final Set<Type> PREDICATES = Set.of(Predicate1.class, Predicate2.class);

  private static final Method CHECK =
      Types.lookupMethod(KarstDataContext.class, "checkCancelled", DataContext.class);

  private CancelChecks() {}

  /** The class of a plan, with checks in the method that runs it. */
  static ClassDeclaration add(ClassDeclaration plan) {
    List<MemberDeclaration> members = new ArrayList<>();
    for (MemberDeclaration member : plan.memberDeclarations) {
      boolean runs = member instanceof MethodDeclaration method && method.name.equals("bind");
      members.add(runs ? member.accept(EVERYWHERE) : member);
    }
    return Expressions.classDecl(
        plan.modifier, plan.name, plan.extended, plan.implemented, members);
  }

  private static BlockStatement checked(Statement body) {
    BlockStatement block = Blocks.toBlock(body);
    List<Statement> statements = new ArrayList<>(block.statements.size() + 1);
    statements.add(Expressions.statement(Expressions.call(CHECK, DataContext.ROOT)));
    statements.addAll(block.statements);
    return Expressions.block(block.getType(), statements);
  }

  @Override
  public Statement visit(WhileStatement loop, Expression condition, Statement body) {
    return Expressions.while_(condition, checked(body));
  }

  @Override
  public ForStatement visit(
      ForStatement loop,
      List<DeclarationStatement> declarations,
      @Nullable Expression condition,
      @Nullable Expression post,
      Statement body) {
    return Expressions.for_(declarations, condition, post, checked(body));
  }

  @Override
  public ForEachStatement visit(
      ForEachStatement loop, ParameterExpression parameter, Expression iterable, Statement body) {
    return Expressions.forEach(parameter, iterable, checked(body));
  }

  @Override
  @SuppressWarnings({"unchecked", "rawtypes"})
  public Expression visit(FunctionExpression function, @Nullable BlockStatement body) {
    if (body == null) {
      return function;
    }
    Class<? extends Function<?>> type = (Class<? extends Function<?>>) function.getType();
    List<ParameterExpression> parameters = function.parameterList;
    if (parameters.isEmpty()) {
      return Expressions.lambda(type, body, parameters);
    }
    BlockStatement checked = checked(body);
    return PREDICATES.contains(type)
        ? Expressions.lambda(type, Expressions.block(boolean.class, checked.statements), parameters)
        : Expressions.lambda(type, checked, parameters);
  }

  /** A comparator of rows of any class is written twice: with its class and without. */
  @Override
  public Expression visit(
      NewExpression object,
      List<Expression> arguments,
      @Nullable List<MemberDeclaration> memberDeclarations) {
    if (memberDeclarations == null) {
      return super.visit(object, arguments, memberDeclarations);
    }
    Set<List<Object>> signatures = new HashSet<>();
    List<MemberDeclaration> members = new ArrayList<>();
    for (MemberDeclaration member : memberDeclarations) {
      if (!(member instanceof MethodDeclaration method) || signatures.add(signature(method))) {
        members.add(member);
      }
    }
    return super.visit(object, arguments, members);
  }

  private static List<Object> signature(MethodDeclaration method) {
    List<Object> signature = new ArrayList<>();
    signature.add(method.name);
    for (ParameterExpression parameter : method.parameters) {
      signature.add(parameter.getType());
    }
    return signature;
  }

  /** The comparator of sorts by one column is a library's. */
  @Override
  public Expression visit(
      MethodCallExpression call, @Nullable Expression target, List<Expression> arguments) {
    if (call.method.equals(BuiltInMethod.LIST_N.method)
        && arguments.get(0) instanceof NewArrayExpression key
        && key.expressions != null) {
      return Expressions.call(
          KeyLists.class, "of", Expressions.newArrayInit(Object.class, key.expressions));
    }
    return call.method.getDeclaringClass() == Functions.class
            && call.method.getName().equals("nullsComparator")
            && arguments.size() == 2
        ? Expressions.call(
            ColumnOrder.class, "of", DataContext.ROOT, arguments.get(0), arguments.get(1))
        : super.visit(call, target, arguments);
  }

  @Override
  public MemberDeclaration visit(MethodDeclaration method, BlockStatement body) {
    return Expressions.methodDecl(
        method.modifier,
        method.resultType,
        method.name,
        method.parameters,
        CHECKED_METHODS.contains(method.name) ? checked(body) : body);
  }

  @Override
  public Shuttle preVisit(FieldDeclaration field) {
    return Modifier.isStatic(field.modifier) ? NOWHERE : this;
  }

  /** As it should be: the inherited method forgets the type that is asked for. */
  @Override
  public Expression visit(TypeBinaryExpression test, Expression expression) {
    return Expressions.typeIs(expression, test.type);
  }
}
