package io.warpctl.apiserver.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written in protobuf reads as what it was. */
class ProtobufTest {

    private static void survives(ObjectNode object) throws Exception {
        assertThat(Protobuf.read(Protobuf.write(object).orElseThrow())).isEqualTo(object);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'apiVersion':'v1','kind':'Namespace','metadata':{'name':'t','uid':'u','resourceVersion':'7',"
                        + "'creationTimestamp':'2026-01-02T03:04:05Z','labels':{'a':'b'},'managedFields':[{'manager':'m',"
                        + "'operation':'Update','apiVersion':'v1','time':'2026-01-02T03:04:05Z','fieldsType':'FieldsV1',"
                        + "'fieldsV1':{'f:metadata':{'f:labels':{'.':{},'f:a':{}}}}}]},'spec':{'finalizers':['kubernetes']},"
                        + "'status':{'phase':'Active'}}",
                "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'c'},'data':{'k':'v','':''},"
                        + "'binaryData':{'b':'AAEC'},'immutable':false}",
                "{'apiVersion':'v1','kind':'Secret','metadata':{'name':'s'},'type':'Opaque','data':{'p':'cQ=='}}",
                "{'apiVersion':'v1','kind':'Event','metadata':{'name':'e','generation':3},'involvedObject':{'kind':'K',"
                        + "'name':'n'},'reason':'R','source':{'component':'c'},'count':12,'type':'Normal',"
                        + "'firstTimestamp':'1969-12-31T23:59:59Z','eventTime':'2026-01-02T03:04:05.000006Z'}",
                "{'apiVersion':'events.k8s.io/v1','kind':'Event','metadata':{'name':'e'},'regarding':{'kind':'K'},"
                        + "'note':'n','deprecatedCount':-1}",
                "{'apiVersion':'coordination.k8s.io/v1','kind':'Lease','metadata':{'name':'l'},'spec':{'holderIdentity':"
                        + "'','leaseDurationSeconds':0,'renewTime':'2026-01-02T03:04:05.123456Z'}}",
                "{'apiVersion':'rbac.authorization.k8s.io/v1','kind':'ClusterRole','metadata':{'name':'r'},'rules':[{"
                        + "'verbs':['get'],'apiGroups':[''],'resources':['*']},{'verbs':['get'],"
                        + "'nonResourceURLs':['/x']}],'aggregationRule':{'clusterRoleSelectors':[{'matchLabels':{'a':'b'},"
                        + "'matchExpressions':[{'key':'k','operator':'In','values':['v']}]}]}}",
                "{'apiVersion':'rbac.authorization.k8s.io/v1','kind':'RoleBinding','metadata':{'name':'r'},'subjects':[{"
                        + "'kind':'User','name':'u'}],'roleRef':{'apiGroup':'g','kind':'Role','name':'r'}}",
                "{'apiVersion':'v1','kind':'ConfigMapList','metadata':{'resourceVersion':'9','continue':'c',"
                        + "'remainingItemCount':4},'items':[{'metadata':{'name':'a'}},{'metadata':{'name':'b'}}]}",
                "{'apiVersion':'v1','kind':'Status','metadata':{},'status':'Failure','message':'m','reason':'NotFound',"
                        + "'details':{'name':'n','kind':'k','causes':[{'reason':'r','message':'m','field':'f'}]},'code':404}",
                "{'apiVersion':'meta.k8s.io/v1','kind':'PartialObjectMetadataList','metadata':{'resourceVersion':'1'},"
                        + "'items':[{'metadata':{'name':'a'}}]}",
                "{'apiVersion':'autoscaling/v1','kind':'Scale','metadata':{'name':'a'},'spec':{'replicas':3},"
                        + "'status':{'replicas':2,'selector':'a=b'}}"
            })
    void builtInKinds(String json) throws Exception {
        if (json.contains("List'")) {
            // Lists are written, not read: no client sends one.
            assertThat(Protobuf.write(Json.read(json.replace('\'', '"')))).isPresent();
            return;
        }
        survives(Json.read(json.replace('\'', '"')));
    }

    @Test
    void definitionsWithTheirSchemas() throws Exception {
        try (InputStream in =
                ProtobufTest.class.getResourceAsStream("/io/warpctl/apiserver/golden/fixtures/widgets-crd.json")) {
            ObjectNode definition = Json.read(in.readAllBytes());
            assertThat(definition.toString()).contains("multipleOf", "x-kubernetes-validations", "default", "oneOf");
            // False and absent are one in protobuf.
            for (var version : definition.path("spec").path("versions")) {
                ((ObjectNode) version)
                        .properties()
                        .removeIf(field -> field.getValue().isBoolean()
                                && !field.getValue().booleanValue());
            }
            survives(definition);
        }
    }

    @Test
    void theBytesAreThoseKubectlSends() {
        ObjectNode map = Json.read(
                "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"c1\"},\"data\":{\"k\":\"v\"}}");
        assertThat(HexFormat.of().formatHex(Protobuf.write(map).orElseThrow()))
                .isEqualTo("6b387300" + "0a0f0a0276311209436f6e6669674d6170" + "120e0a040a02633112060a016b120176"
                        + "1a002200");
    }
}
