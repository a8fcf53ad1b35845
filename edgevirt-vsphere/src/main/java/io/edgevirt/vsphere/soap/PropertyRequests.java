package io.edgevirt.vsphere.soap;

import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.read.Selection;
import io.edgevirt.vsphere.read.Way;
import java.util.Collection;
import java.util.List;

/** The requests of the property collector and of views, their elements in the order of the vim25 schema. */
final class PropertyRequests {

    private static final Way CONTENTS = new Way("view", "ContainerView", "view");

    private PropertyRequests() {}

    /** A view of all objects of some types below a container. */
    static String createView(Reference viewManager, Reference container, Collection<String> types) {
        return RequestText.of("CreateContainerView", viewManager, r -> {
            r.reference("container", container);
            types.forEach(type -> r.text("type", type));
            r.text("recursive", "true");
        });
    }

    /** The first page of a view's objects. */
    static String retrieveView(Reference collector, Reference view, List<Selection> wanted, int pageSize) {
        return RequestText.of(
                "RetrievePropertiesEx",
                collector,
                r -> r.in("specSet", s -> viewFilter(s, view, CONTENTS, wanted))
                        .in("options", o -> o.text("maxObjects", Integer.toString(pageSize))));
    }

    /** The first page of objects that are named; those that are gone are left out. */
    static String retrieveObjects(
            Reference collector, Collection<Reference> objects, List<Selection> wanted, int pageSize, boolean lenient) {
        return RequestText.of(
                "RetrievePropertiesEx",
                collector,
                r -> r.in("specSet", s -> {
                            objectsFilter(s, objects, wanted, lenient);
                        })
                        .in("options", o -> o.text("maxObjects", Integer.toString(pageSize))));
    }

    /** The first page of an object and all that is reached from it on some ways, one after the other. */
    static String retrieveAround(
            Reference collector, Reference start, List<Way> ways, List<Selection> wanted, int pageSize) {
        return RequestText.of(
                "RetrievePropertiesEx",
                collector,
                r -> r.in("specSet", s -> {
                            properties(s, wanted);
                            s.in("objectSet", o -> {
                                o.reference("obj", start).text("skip", "false");
                                ways.forEach(way -> traversal(o, way, ways));
                            });
                        })
                        .in("options", o -> o.text("maxObjects", Integer.toString(pageSize))));
    }

    private static void traversal(RequestText into, Way way, List<Way> next) {
        into.in("selectSet", "TraversalSpec", t -> {
            t.text("name", way.name())
                    .text("type", way.type())
                    .text("path", way.path())
                    .text("skip", "false");
            next.forEach(n -> t.in("selectSet", s -> s.text("name", n.name())));
        });
    }

    /** What a filter over a view is made of. */
    static void viewFilter(RequestText spec, Reference view, Way all, List<Selection> wanted) {
        properties(spec, wanted);
        spec.in("objectSet", o -> {
            o.reference("obj", view).text("skip", "true");
            traversal(o, all, List.of());
        });
    }

    /** What a filter over objects is made of. */
    static void objectsFilter(
            RequestText spec, Collection<Reference> objects, List<Selection> wanted, boolean lenient) {
        properties(spec, wanted);
        objects.forEach(
                object -> spec.in("objectSet", o -> o.reference("obj", object).text("skip", "false")));
        if (lenient) {
            spec.text("reportMissingObjectsInResults", "true");
        }
    }

    private static void properties(RequestText spec, List<Selection> wanted) {
        for (Selection one : wanted) {
            spec.in("propSet", p -> {
                p.text("type", one.type()).text("all", "false");
                one.paths().forEach(path -> p.text("pathSet", path));
            });
        }
    }

    /** The page after. */
    static String more(Reference collector, String token) {
        return RequestText.of("ContinueRetrievePropertiesEx", collector, r -> r.text("token", token));
    }

    /** That no further page is wanted. */
    static String cancel(Reference collector, String token) {
        return RequestText.of("CancelRetrievePropertiesEx", collector, r -> r.text("token", token));
    }

    /** A method without arguments. */
    static String bare(String method, Reference self) {
        return RequestText.of(method, self, r -> {});
    }
}
