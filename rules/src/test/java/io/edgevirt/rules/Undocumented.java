package io.edgevirt.rules;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Finds what a reader of the API would meet without a word of explanation: it reads the source, so that a comment on a
 * package-private type is nobody's business.
 */
final class Undocumented extends TreePathScanner<Void, Void> {

    private static final Set<Modifier> SEEN = Set.of(Modifier.PUBLIC, Modifier.PROTECTED);

    private final DocTrees comments;
    private final CompilationUnitTree unit;
    private final Path file;
    private final List<String> found = new ArrayList<>();

    private Undocumented(DocTrees comments, CompilationUnitTree unit, Path file) {
        this.comments = comments;
        this.unit = unit;
        this.file = file;
    }

    /** The names, each with its file and line, that the source shows to readers without a comment. */
    static List<String> in(Path source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, List.of("-proc:none"), null, files.getJavaFileObjects(source));
            List<String> all = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                Undocumented scanner = new Undocumented(DocTrees.instance(task), unit, source);
                scanner.scan(unit, null);
                all.addAll(scanner.found);
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
        if (!isSeen(type.getModifiers())) {
            return null; // nor is anything in it
        }
        require(type.getSimpleName().toString());
        if (type.getKind() == Tree.Kind.RECORD) {
            requireComponents(type);
        }
        return super.visitClass(type, null);
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
        boolean generated = comments.getSourcePositions().getEndPosition(unit, method) < 0;
        boolean inherited = method.getModifiers().getAnnotations().stream()
                .anyMatch(mark -> mark.getAnnotationType().toString().equals("Override"));
        boolean compact = method.getName().contentEquals("<init>") && isIn(Tree.Kind.RECORD);
        if (isSeen(method.getModifiers()) && !inherited && !generated && !compact) {
            require(method.getName().toString());
        }
        return null; // what is inside a body is nobody's business
    }

    @Override
    public Void visitVariable(VariableTree field, Void nothing) {
        boolean component =
                isIn(Tree.Kind.RECORD) && !field.getModifiers().getFlags().contains(Modifier.STATIC);
        if (!component && (isSeen(field.getModifiers()) || isConstant(field))) {
            require(field.getName().toString());
        }
        return null;
    }

    private boolean isConstant(VariableTree field) {
        return isIn(Tree.Kind.ENUM)
                && field.getModifiers().getFlags().containsAll(Set.of(Modifier.PUBLIC, Modifier.STATIC));
    }

    private boolean isSeen(ModifiersTree modifiers) {
        return modifiers.getFlags().stream().anyMatch(SEEN::contains)
                || ((isIn(Tree.Kind.INTERFACE) || isIn(Tree.Kind.ANNOTATION_TYPE))
                        && !modifiers.getFlags().contains(Modifier.PRIVATE));
    }

    private boolean isIn(Tree.Kind kind) {
        TreePath parent = getCurrentPath().getParentPath();
        return parent != null && parent.getLeaf().getKind() == kind;
    }

    private void requireComponents(ClassTree type) {
        DocCommentTree comment = comments.getDocCommentTree(getCurrentPath());
        Set<String> explained = Stream.ofNullable(comment)
                .flatMap(tree -> tree.getBlockTags().stream())
                .filter(ParamTree.class::isInstance)
                .map(tag -> ((ParamTree) tag).getName().toString())
                .collect(Collectors.toSet());
        type.getMembers().stream()
                .filter(VariableTree.class::isInstance)
                .map(VariableTree.class::cast)
                .filter(field -> !field.getModifiers().getFlags().contains(Modifier.STATIC))
                .map(field -> field.getName().toString())
                .filter(component -> !explained.contains(component))
                .forEach(component -> report(type.getSimpleName() + "." + component));
    }

    private void require(String name) {
        if (Objects.isNull(comments.getDocCommentTree(getCurrentPath()))) {
            report(name);
        }
    }

    private void report(String name) {
        long at = comments.getSourcePositions()
                .getStartPosition(unit, getCurrentPath().getLeaf());
        found.add(file.getFileName() + ":" + unit.getLineMap().getLineNumber(at) + ": " + name);
    }
}
