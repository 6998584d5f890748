package io.warpctl.apiserver.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.warpctl.apiserver.object.ObjectMeta;
import io.warpctl.apiserver.registry.Strategy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A built-in type of a given form. */
class BuiltInStrategy implements Strategy {

    private final Form.Struct form;

    /** @param fields those beside apiVersion, kind and metadata */
    BuiltInStrategy(String kind, Map<String, Form> fields) {
        Map<String, Form> all = new HashMap<>(fields);
        all.put("apiVersion", Form.STRING);
        all.put("kind", Form.STRING);
        all.put("metadata", Form.ANY);
        form = new Form.Struct(kind, all);
    }

    @Override
    public List<String> decode(ObjectNode object) {
        List<String> unknown = new ArrayList<>(Form.settle(form, object));
        unknown.addAll(ObjectMeta.coerce(object));
        return unknown;
    }
}
