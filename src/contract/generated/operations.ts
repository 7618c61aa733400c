// Written by codegen/operations.ts from api/. Change the contract, then run `npm run codegen`.
import type { Operation } from "../table.ts";

/** Every operation of the contract and of our extensions, in the document's order. */
export const operationTable: readonly Operation[] = [
  {
    "id": "GET_root",
    "method": "get",
    "path": "/",
    "parameters": [],
    "responses": [{"status":200,"json":true,"mediaTypes":["application/json"],"headers":[]}],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","write","delete","admin"]
  },
  {
    "id": "HEAD_root",
    "method": "head",
    "path": "/",
    "parameters": [],
    "responses": [{"status":200,"json":false,"mediaTypes":["application/json"],"headers":[]}],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","write","delete","admin"]
  },
  {
    "id": "GET_service",
    "method": "get",
    "path": "/service",
    "parameters": [],
    "responses": [{"status":200,"json":true,"mediaTypes":["application/json"],"headers":[]}],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","write","delete","admin"]
  },
  {
    "id": "HEAD_service",
    "method": "head",
    "path": "/service",
    "parameters": [],
    "responses": [{"status":200,"json":false,"mediaTypes":["application/json"],"headers":[]}],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","write","delete","admin"]
  },
  {
    "id": "POST_service",
    "method": "post",
    "path": "/service",
    "parameters": [],
    "body": {"required":true,"json":true,"mediaTypes":["application/json"]},
    "responses": [
      {"status":200,"json":false,"mediaTypes":[],"headers":[]},
      {"status":400,"json":false,"mediaTypes":[],"headers":[]},
      {"status":403,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["admin"]
  },
  {
    "id": "GET_storage-backends",
    "method": "get",
    "path": "/service/storage-backends",
    "parameters": [
      {"name":"tag.{name}","in":"query","required":false,"type":"string","family":"tag."},
      {"name":"tag_exists.{name}","in":"query","required":false,"type":"boolean","family":"tag_exists."},
      {"name":"reverse_order","in":"query","required":false,"type":"boolean","default":false},
      {"name":"page","in":"query","required":false,"type":"string"},
      {"name":"limit","in":"query","required":false,"type":"integer"}
    ],
    "responses": [
      {
        "status": 200,
        "json": true,
        "mediaTypes": ["application/json"],
        "headers": [
          {"name":"Link","type":"string"},
          {"name":"X-Paging-Limit","type":"integer"},
          {"name":"X-Paging-Count","type":"integer"},
          {"name":"X-Paging-Reverse-Order","type":"boolean"},
          {"name":"X-Paging-NextKey","type":"string"}
        ]
      }
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","write","delete","admin"]
  },
  {
    "id": "HEAD_storage-backends",
    "method": "head",
    "path": "/service/storage-backends",
    "parameters": [
      {"name":"tag.{name}","in":"query","required":false,"type":"string","family":"tag."},
      {"name":"tag_exists.{name}","in":"query","required":false,"type":"boolean","family":"tag_exists."},
      {"name":"reverse_order","in":"query","required":false,"type":"boolean","default":false},
      {"name":"page","in":"query","required":false,"type":"string"},
      {"name":"limit","in":"query","required":false,"type":"integer"}
    ],
    "responses": [
      {
        "status": 200,
        "json": false,
        "mediaTypes": ["application/json"],
        "headers": [
          {"name":"Link","type":"string"},
          {"name":"X-Paging-Limit","type":"integer"},
          {"name":"X-Paging-Count","type":"integer"},
          {"name":"X-Paging-Reverse-Order","type":"boolean"},
          {"name":"X-Paging-NextKey","type":"string"}
        ]
      }
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","write","delete","admin"]
  },
  {
    "id": "GET_profiles",
    "method": "get",
    "path": "/service/profiles",
    "parameters": [
      {"name":"format","in":"query","required":false,"type":"string"},
      {"name":"codec","in":"query","required":false,"type":"string"},
      {"name":"label","in":"query","required":false,"type":"string"},
      {"name":"page","in":"query","required":false,"type":"string"},
      {"name":"limit","in":"query","required":false,"type":"integer"}
    ],
    "responses": [
      {
        "status": 200,
        "json": true,
        "mediaTypes": ["application/json"],
        "headers": [
          {"name":"Link","type":"string"},
          {"name":"X-Paging-Limit","type":"integer"},
          {"name":"X-Paging-NextKey","type":"string"}
        ]
      },
      {"status":400,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","write","delete","admin"]
  },
  {
    "id": "HEAD_profiles",
    "method": "head",
    "path": "/service/profiles",
    "parameters": [
      {"name":"format","in":"query","required":false,"type":"string"},
      {"name":"codec","in":"query","required":false,"type":"string"},
      {"name":"label","in":"query","required":false,"type":"string"},
      {"name":"page","in":"query","required":false,"type":"string"},
      {"name":"limit","in":"query","required":false,"type":"integer"}
    ],
    "responses": [
      {
        "status": 200,
        "json": false,
        "mediaTypes": ["application/json"],
        "headers": [
          {"name":"Link","type":"string"},
          {"name":"X-Paging-Limit","type":"integer"},
          {"name":"X-Paging-NextKey","type":"string"}
        ]
      },
      {"status":400,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","write","delete","admin"]
  },
  {
    "id": "GET_profiles-profileId",
    "method": "get",
    "path": "/service/profiles/{profileId}",
    "parameters": [{"name":"profileId","in":"path","required":true,"type":"string"}],
    "responses": [
      {"status":200,"json":true,"mediaTypes":["application/json"],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","write","delete","admin"]
  },
  {
    "id": "HEAD_profiles-profileId",
    "method": "head",
    "path": "/service/profiles/{profileId}",
    "parameters": [{"name":"profileId","in":"path","required":true,"type":"string"}],
    "responses": [
      {"status":200,"json":false,"mediaTypes":["application/json"],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","write","delete","admin"]
  },
  {
    "id": "POST_profiles-profileId",
    "method": "post",
    "path": "/service/profiles/{profileId}",
    "parameters": [{"name":"profileId","in":"path","required":true,"type":"string"}],
    "body": {"required":true,"json":true,"mediaTypes":["application/json"]},
    "responses": [
      {"status":201,"json":true,"mediaTypes":["application/json"],"headers":[]},
      {"status":400,"json":false,"mediaTypes":[],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["write","admin"]
  },
  {
    "id": "GET_webhooks",
    "method": "get",
    "path": "/service/webhooks",
    "parameters": [
      {"name":"reverse_order","in":"query","required":false,"type":"boolean","default":false},
      {"name":"tag.{name}","in":"query","required":false,"type":"string","family":"tag."},
      {"name":"tag_exists.{name}","in":"query","required":false,"type":"boolean","family":"tag_exists."},
      {"name":"page","in":"query","required":false,"type":"string"},
      {"name":"limit","in":"query","required":false,"type":"integer"}
    ],
    "responses": [
      {
        "status": 200,
        "json": true,
        "mediaTypes": ["application/json"],
        "headers": [
          {"name":"Link","type":"string"},
          {"name":"X-Paging-Limit","type":"integer"},
          {"name":"X-Paging-Count","type":"integer"},
          {"name":"X-Paging-Reverse-Order","type":"boolean"},
          {"name":"X-Paging-NextKey","type":"string"}
        ]
      },
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "HEAD_webhooks",
    "method": "head",
    "path": "/service/webhooks",
    "parameters": [
      {"name":"reverse_order","in":"query","required":false,"type":"boolean","default":false},
      {"name":"tag.{name}","in":"query","required":false,"type":"string","family":"tag."},
      {"name":"tag_exists.{name}","in":"query","required":false,"type":"boolean","family":"tag_exists."},
      {"name":"page","in":"query","required":false,"type":"string"},
      {"name":"limit","in":"query","required":false,"type":"integer"}
    ],
    "responses": [
      {
        "status": 200,
        "json": false,
        "mediaTypes": ["application/json"],
        "headers": [
          {"name":"Link","type":"string"},
          {"name":"X-Paging-Limit","type":"integer"},
          {"name":"X-Paging-Count","type":"integer"},
          {"name":"X-Paging-Reverse-Order","type":"boolean"},
          {"name":"X-Paging-NextKey","type":"string"}
        ]
      },
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "POST_webhooks",
    "method": "post",
    "path": "/service/webhooks",
    "parameters": [],
    "body": {"required":true,"json":true,"mediaTypes":["application/json"]},
    "responses": [
      {"status":201,"json":true,"mediaTypes":["application/json"],"headers":[]},
      {"status":400,"json":false,"mediaTypes":[],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["write","admin"]
  },
  {
    "id": "GET_webhooks-webhookId",
    "method": "get",
    "path": "/service/webhooks/{webhookId}",
    "parameters": [{"name":"webhookId","in":"path","required":true,"type":"string"}],
    "responses": [
      {"status":200,"json":true,"mediaTypes":["application/json"],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "HEAD_webhooks-webhookId",
    "method": "head",
    "path": "/service/webhooks/{webhookId}",
    "parameters": [{"name":"webhookId","in":"path","required":true,"type":"string"}],
    "responses": [
      {"status":200,"json":false,"mediaTypes":["application/json"],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "PUT_webhooks",
    "method": "put",
    "path": "/service/webhooks/{webhookId}",
    "parameters": [{"name":"webhookId","in":"path","required":true,"type":"string"}],
    "body": {"required":true,"json":true,"mediaTypes":["application/json"]},
    "responses": [
      {"status":201,"json":true,"mediaTypes":["application/json"],"headers":[]},
      {"status":400,"json":false,"mediaTypes":[],"headers":[]},
      {"status":403,"json":false,"mediaTypes":[],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "DELETE_webhooks-webhookId",
    "method": "delete",
    "path": "/service/webhooks/{webhookId}",
    "parameters": [{"name":"webhookId","in":"path","required":true,"type":"string"}],
    "responses": [
      {"status":204,"json":false,"mediaTypes":[],"headers":[]},
      {"status":403,"json":false,"mediaTypes":[],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "GET_sources",
    "method": "get",
    "path": "/sources",
    "parameters": [
      {"name":"label","in":"query","required":false,"type":"string"},
      {"name":"reverse_order","in":"query","required":false,"type":"boolean","default":false},
      {"name":"sort_by","in":"query","required":false,"type":"string"},
      {"name":"tag.{name}","in":"query","required":false,"type":"string","family":"tag."},
      {"name":"tag_exists.{name}","in":"query","required":false,"type":"boolean","family":"tag_exists."},
      {"name":"format","in":"query","required":false,"type":"string"},
      {"name":"collected_by_ids","in":"query","required":false,"type":"string"},
      {"name":"page","in":"query","required":false,"type":"string"},
      {"name":"limit","in":"query","required":false,"type":"integer"}
    ],
    "responses": [
      {
        "status": 200,
        "json": true,
        "mediaTypes": ["application/json"],
        "headers": [
          {"name":"Link","type":"string"},
          {"name":"X-Paging-Limit","type":"integer"},
          {"name":"X-Paging-Count","type":"integer"},
          {"name":"X-Paging-Reverse-Order","type":"boolean"},
          {"name":"X-Paging-NextKey","type":"string"}
        ]
      },
      {"status":400,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "HEAD_sources",
    "method": "head",
    "path": "/sources",
    "parameters": [
      {"name":"label","in":"query","required":false,"type":"string"},
      {"name":"reverse_order","in":"query","required":false,"type":"boolean","default":false},
      {"name":"sort_by","in":"query","required":false,"type":"string"},
      {"name":"tag.{name}","in":"query","required":false,"type":"string","family":"tag."},
      {"name":"tag_exists.{name}","in":"query","required":false,"type":"boolean","family":"tag_exists."},
      {"name":"format","in":"query","required":false,"type":"string"},
      {"name":"collected_by_ids","in":"query","required":false,"type":"string"},
      {"name":"page","in":"query","required":false,"type":"string"},
      {"name":"limit","in":"query","required":false,"type":"integer"}
    ],
    "responses": [
      {
        "status": 200,
        "json": false,
        "mediaTypes": ["application/json"],
        "headers": [
          {"name":"Link","type":"string"},
          {"name":"X-Paging-Limit","type":"integer"},
          {"name":"X-Paging-Count","type":"integer"},
          {"name":"X-Paging-Reverse-Order","type":"boolean"},
          {"name":"X-Paging-NextKey","type":"string"}
        ]
      },
      {"status":400,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "GET_sources-sourceId",
    "method": "get",
    "path": "/sources/{sourceId}",
    "parameters": [{"name":"sourceId","in":"path","required":true,"type":"string"}],
    "responses": [
      {"status":200,"json":true,"mediaTypes":["application/json"],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "HEAD_sources-sourceId",
    "method": "head",
    "path": "/sources/{sourceId}",
    "parameters": [{"name":"sourceId","in":"path","required":true,"type":"string"}],
    "responses": [
      {"status":200,"json":false,"mediaTypes":["application/json"],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "GET_sources-sourceId-tags",
    "method": "get",
    "path": "/sources/{sourceId}/tags",
    "parameters": [{"name":"sourceId","in":"path","required":true,"type":"string"}],
    "responses": [
      {"status":200,"json":true,"mediaTypes":["application/json"],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "HEAD_sources-sourceId-tags",
    "method": "head",
    "path": "/sources/{sourceId}/tags",
    "parameters": [{"name":"sourceId","in":"path","required":true,"type":"string"}],
    "responses": [
      {"status":200,"json":false,"mediaTypes":["application/json"],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "GET_sources-sourceId-tags-name",
    "method": "get",
    "path": "/sources/{sourceId}/tags/{name}",
    "parameters": [
      {"name":"name","in":"path","required":true,"type":"string"},
      {"name":"sourceId","in":"path","required":true,"type":"string"}
    ],
    "responses": [
      {"status":200,"json":true,"mediaTypes":["application/json"],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "HEAD_sources-sourceId-tags-name",
    "method": "head",
    "path": "/sources/{sourceId}/tags/{name}",
    "parameters": [
      {"name":"name","in":"path","required":true,"type":"string"},
      {"name":"sourceId","in":"path","required":true,"type":"string"}
    ],
    "responses": [
      {"status":200,"json":false,"mediaTypes":["application/json"],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "PUT_sources-sourceId-tags-name",
    "method": "put",
    "path": "/sources/{sourceId}/tags/{name}",
    "parameters": [
      {"name":"name","in":"path","required":true,"type":"string"},
      {"name":"sourceId","in":"path","required":true,"type":"string"}
    ],
    "body": {"required":true,"json":true,"mediaTypes":["application/json"]},
    "responses": [
      {"status":204,"json":false,"mediaTypes":[],"headers":[]},
      {"status":400,"json":false,"mediaTypes":[],"headers":[]},
      {"status":403,"json":false,"mediaTypes":[],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["write","admin"]
  },
  {
    "id": "DELETE_sources-sourceId-tags-name",
    "method": "delete",
    "path": "/sources/{sourceId}/tags/{name}",
    "parameters": [
      {"name":"name","in":"path","required":true,"type":"string"},
      {"name":"sourceId","in":"path","required":true,"type":"string"}
    ],
    "responses": [
      {"status":204,"json":false,"mediaTypes":[],"headers":[]},
      {"status":403,"json":false,"mediaTypes":[],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["write","admin"]
  },
  {
    "id": "GET_sources-sourceId-description",
    "method": "get",
    "path": "/sources/{sourceId}/description",
    "parameters": [{"name":"sourceId","in":"path","required":true,"type":"string"}],
    "responses": [
      {"status":200,"json":true,"mediaTypes":["application/json"],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "HEAD_sources-sourceId-description",
    "method": "head",
    "path": "/sources/{sourceId}/description",
    "parameters": [{"name":"sourceId","in":"path","required":true,"type":"string"}],
    "responses": [
      {"status":200,"json":false,"mediaTypes":["application/json"],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "PUT_sources-sourceId-description",
    "method": "put",
    "path": "/sources/{sourceId}/description",
    "parameters": [{"name":"sourceId","in":"path","required":true,"type":"string"}],
    "body": {"required":true,"json":true,"mediaTypes":["application/json"]},
    "responses": [
      {"status":204,"json":false,"mediaTypes":[],"headers":[]},
      {"status":400,"json":false,"mediaTypes":[],"headers":[]},
      {"status":403,"json":false,"mediaTypes":[],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["write","admin"]
  },
  {
    "id": "DELETE_sources-sourceId-description",
    "method": "delete",
    "path": "/sources/{sourceId}/description",
    "parameters": [{"name":"sourceId","in":"path","required":true,"type":"string"}],
    "responses": [
      {"status":204,"json":false,"mediaTypes":[],"headers":[]},
      {"status":403,"json":false,"mediaTypes":[],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["write","admin"]
  },
  {
    "id": "GET_sources-sourceId-label",
    "method": "get",
    "path": "/sources/{sourceId}/label",
    "parameters": [{"name":"sourceId","in":"path","required":true,"type":"string"}],
    "responses": [
      {"status":200,"json":true,"mediaTypes":["application/json"],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "HEAD_sources-sourceId-label",
    "method": "head",
    "path": "/sources/{sourceId}/label",
    "parameters": [{"name":"sourceId","in":"path","required":true,"type":"string"}],
    "responses": [
      {"status":200,"json":false,"mediaTypes":["application/json"],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "PUT_sources-sourceId-label",
    "method": "put",
    "path": "/sources/{sourceId}/label",
    "parameters": [{"name":"sourceId","in":"path","required":true,"type":"string"}],
    "body": {"required":true,"json":true,"mediaTypes":["application/json"]},
    "responses": [
      {"status":204,"json":false,"mediaTypes":[],"headers":[]},
      {"status":400,"json":false,"mediaTypes":[],"headers":[]},
      {"status":403,"json":false,"mediaTypes":[],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["write","admin"]
  },
  {
    "id": "DELETE_sources-sourceId-label",
    "method": "delete",
    "path": "/sources/{sourceId}/label",
    "parameters": [{"name":"sourceId","in":"path","required":true,"type":"string"}],
    "responses": [
      {"status":204,"json":false,"mediaTypes":[],"headers":[]},
      {"status":403,"json":false,"mediaTypes":[],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["write","admin"]
  },
  {
    "id": "GET_flows",
    "method": "get",
    "path": "/flows",
    "parameters": [
      {"name":"source_id","in":"query","required":false,"type":"string"},
      {"name":"timerange","in":"query","required":false,"type":"string","default":"_"},
      {"name":"format","in":"query","required":false,"type":"string"},
      {"name":"codec","in":"query","required":false,"type":"string"},
      {"name":"profile_id","in":"query","required":false,"type":"string"},
      {"name":"label","in":"query","required":false,"type":"string"},
      {"name":"reverse_order","in":"query","required":false,"type":"boolean","default":false},
      {"name":"sort_by","in":"query","required":false,"type":"string"},
      {"name":"status","in":"query","required":false,"type":"string"},
      {"name":"tag.{name}","in":"query","required":false,"type":"string","family":"tag."},
      {"name":"tag_exists.{name}","in":"query","required":false,"type":"boolean","family":"tag_exists."},
      {"name":"frame_width","in":"query","required":false,"type":"integer"},
      {"name":"frame_height","in":"query","required":false,"type":"integer"},
      {"name":"init_segments","in":"query","required":false,"type":"boolean"},
      {"name":"collected_by_ids","in":"query","required":false,"type":"string"},
      {"name":"page","in":"query","required":false,"type":"string"},
      {"name":"limit","in":"query","required":false,"type":"integer"}
    ],
    "responses": [
      {
        "status": 200,
        "json": true,
        "mediaTypes": ["application/json"],
        "headers": [
          {"name":"Link","type":"string"},
          {"name":"X-Paging-Limit","type":"integer"},
          {"name":"X-Paging-Count","type":"integer"},
          {"name":"X-Paging-Reverse-Order","type":"boolean"},
          {"name":"X-Paging-NextKey","type":"string"}
        ]
      },
      {"status":400,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "HEAD_flows",
    "method": "head",
    "path": "/flows",
    "parameters": [
      {"name":"source_id","in":"query","required":false,"type":"string"},
      {"name":"timerange","in":"query","required":false,"type":"string","default":"_"},
      {"name":"format","in":"query","required":false,"type":"string"},
      {"name":"codec","in":"query","required":false,"type":"string"},
      {"name":"profile_id","in":"query","required":false,"type":"string"},
      {"name":"label","in":"query","required":false,"type":"string"},
      {"name":"reverse_order","in":"query","required":false,"type":"boolean","default":false},
      {"name":"sort_by","in":"query","required":false,"type":"string"},
      {"name":"status","in":"query","required":false,"type":"string"},
      {"name":"tag.{name}","in":"query","required":false,"type":"string","family":"tag."},
      {"name":"tag_exists.{name}","in":"query","required":false,"type":"boolean","family":"tag_exists."},
      {"name":"frame_width","in":"query","required":false,"type":"integer"},
      {"name":"frame_height","in":"query","required":false,"type":"integer"},
      {"name":"init_segments","in":"query","required":false,"type":"boolean"},
      {"name":"collected_by_ids","in":"query","required":false,"type":"string"},
      {"name":"page","in":"query","required":false,"type":"string"},
      {"name":"limit","in":"query","required":false,"type":"integer"}
    ],
    "responses": [
      {
        "status": 200,
        "json": false,
        "mediaTypes": ["application/json"],
        "headers": [
          {"name":"Link","type":"string"},
          {"name":"X-Paging-Limit","type":"integer"},
          {"name":"X-Paging-Count","type":"integer"},
          {"name":"X-Paging-Reverse-Order","type":"boolean"},
          {"name":"X-Paging-NextKey","type":"string"}
        ]
      },
      {"status":400,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "GET_flows-flowId",
    "method": "get",
    "path": "/flows/{flowId}",
    "parameters": [
      {"name":"flowId","in":"path","required":true,"type":"string"},
      {"name":"include_timerange","in":"query","required":false,"type":"boolean","default":false},
      {"name":"timerange","in":"query","required":false,"type":"string","default":"_"}
    ],
    "responses": [
      {"status":200,"json":true,"mediaTypes":["application/json"],"headers":[]},
      {"status":400,"json":false,"mediaTypes":[],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "HEAD_flows-flowId",
    "method": "head",
    "path": "/flows/{flowId}",
    "parameters": [
      {"name":"flowId","in":"path","required":true,"type":"string"},
      {"name":"include_timerange","in":"query","required":false,"type":"boolean","default":false},
      {"name":"timerange","in":"query","required":false,"type":"string","default":"_"}
    ],
    "responses": [
      {"status":200,"json":false,"mediaTypes":["application/json"],"headers":[]},
      {"status":400,"json":false,"mediaTypes":[],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "PUT_flows-flowId",
    "method": "put",
    "path": "/flows/{flowId}",
    "parameters": [{"name":"flowId","in":"path","required":true,"type":"string"}],
    "body": {"required":true,"json":true,"mediaTypes":["application/json"]},
    "responses": [
      {"status":201,"json":true,"mediaTypes":["application/json"],"headers":[]},
      {"status":204,"json":false,"mediaTypes":[],"headers":[]},
      {"status":400,"json":false,"mediaTypes":[],"headers":[]},
      {"status":403,"json":false,"mediaTypes":[],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["write","admin"]
  },
  {
    "id": "DELETE_flows-flowId",
    "method": "delete",
    "path": "/flows/{flowId}",
    "parameters": [{"name":"flowId","in":"path","required":true,"type":"string"}],
    "responses": [
      {
        "status": 202,
        "json": true,
        "mediaTypes": ["application/json"],
        "headers": [{"name":"Location","type":"string"}]
      },
      {"status":204,"json":false,"mediaTypes":[],"headers":[]},
      {"status":403,"json":false,"mediaTypes":[],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["delete","admin"]
  },
  {
    "id": "GET_flows-flowId-tags",
    "method": "get",
    "path": "/flows/{flowId}/tags",
    "parameters": [{"name":"flowId","in":"path","required":true,"type":"string"}],
    "responses": [
      {"status":200,"json":true,"mediaTypes":["application/json"],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "HEAD_flows-flowId-tags",
    "method": "head",
    "path": "/flows/{flowId}/tags",
    "parameters": [{"name":"flowId","in":"path","required":true,"type":"string"}],
    "responses": [
      {"status":200,"json":false,"mediaTypes":["application/json"],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "GET_flows-flowId-tags-name",
    "method": "get",
    "path": "/flows/{flowId}/tags/{name}",
    "parameters": [
      {"name":"name","in":"path","required":true,"type":"string"},
      {"name":"flowId","in":"path","required":true,"type":"string"}
    ],
    "responses": [
      {"status":200,"json":true,"mediaTypes":["application/json"],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "HEAD_flows-flowId-tags-name",
    "method": "head",
    "path": "/flows/{flowId}/tags/{name}",
    "parameters": [
      {"name":"name","in":"path","required":true,"type":"string"},
      {"name":"flowId","in":"path","required":true,"type":"string"}
    ],
    "responses": [
      {"status":200,"json":false,"mediaTypes":["application/json"],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "PUT_flows-flowId-tags-name",
    "method": "put",
    "path": "/flows/{flowId}/tags/{name}",
    "parameters": [
      {"name":"name","in":"path","required":true,"type":"string"},
      {"name":"flowId","in":"path","required":true,"type":"string"}
    ],
    "body": {"required":true,"json":true,"mediaTypes":["application/json"]},
    "responses": [
      {"status":204,"json":false,"mediaTypes":[],"headers":[]},
      {"status":400,"json":false,"mediaTypes":[],"headers":[]},
      {"status":403,"json":false,"mediaTypes":[],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["write","admin"]
  },
  {
    "id": "DELETE_flows-flowId-tags-name",
    "method": "delete",
    "path": "/flows/{flowId}/tags/{name}",
    "parameters": [
      {"name":"name","in":"path","required":true,"type":"string"},
      {"name":"flowId","in":"path","required":true,"type":"string"}
    ],
    "responses": [
      {"status":204,"json":false,"mediaTypes":[],"headers":[]},
      {"status":403,"json":false,"mediaTypes":[],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["write","admin"]
  },
  {
    "id": "GET_flows-flowId-description",
    "method": "get",
    "path": "/flows/{flowId}/description",
    "parameters": [{"name":"flowId","in":"path","required":true,"type":"string"}],
    "responses": [
      {"status":200,"json":true,"mediaTypes":["application/json"],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "HEAD_flows-flowId-description",
    "method": "head",
    "path": "/flows/{flowId}/description",
    "parameters": [{"name":"flowId","in":"path","required":true,"type":"string"}],
    "responses": [
      {"status":200,"json":false,"mediaTypes":["application/json"],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "PUT_flows-flowId-description",
    "method": "put",
    "path": "/flows/{flowId}/description",
    "parameters": [{"name":"flowId","in":"path","required":true,"type":"string"}],
    "body": {"required":true,"json":true,"mediaTypes":["application/json"]},
    "responses": [
      {"status":204,"json":false,"mediaTypes":[],"headers":[]},
      {"status":400,"json":false,"mediaTypes":[],"headers":[]},
      {"status":403,"json":false,"mediaTypes":[],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["write","admin"]
  },
  {
    "id": "DELETE_flows-flowId-description",
    "method": "delete",
    "path": "/flows/{flowId}/description",
    "parameters": [{"name":"flowId","in":"path","required":true,"type":"string"}],
    "responses": [
      {"status":204,"json":false,"mediaTypes":[],"headers":[]},
      {"status":403,"json":false,"mediaTypes":[],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["write","admin"]
  },
  {
    "id": "GET_flows-flowId-label",
    "method": "get",
    "path": "/flows/{flowId}/label",
    "parameters": [{"name":"flowId","in":"path","required":true,"type":"string"}],
    "responses": [
      {"status":200,"json":true,"mediaTypes":["application/json"],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "HEAD_flows-flowId-label",
    "method": "head",
    "path": "/flows/{flowId}/label",
    "parameters": [{"name":"flowId","in":"path","required":true,"type":"string"}],
    "responses": [
      {"status":200,"json":false,"mediaTypes":["application/json"],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "PUT_flows-flowId-label",
    "method": "put",
    "path": "/flows/{flowId}/label",
    "parameters": [{"name":"flowId","in":"path","required":true,"type":"string"}],
    "body": {"required":true,"json":true,"mediaTypes":["application/json"]},
    "responses": [
      {"status":204,"json":false,"mediaTypes":[],"headers":[]},
      {"status":400,"json":false,"mediaTypes":[],"headers":[]},
      {"status":403,"json":false,"mediaTypes":[],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["write","admin"]
  },
  {
    "id": "DELETE_flows-flowId-label",
    "method": "delete",
    "path": "/flows/{flowId}/label",
    "parameters": [{"name":"flowId","in":"path","required":true,"type":"string"}],
    "responses": [
      {"status":204,"json":false,"mediaTypes":[],"headers":[]},
      {"status":403,"json":false,"mediaTypes":[],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["write","admin"]
  },
  {
    "id": "GET_flows-flowId-read-only",
    "method": "get",
    "path": "/flows/{flowId}/read_only",
    "parameters": [{"name":"flowId","in":"path","required":true,"type":"string"}],
    "responses": [
      {"status":200,"json":true,"mediaTypes":["application/json"],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "HEAD_flows-flowId-read-only",
    "method": "head",
    "path": "/flows/{flowId}/read_only",
    "parameters": [{"name":"flowId","in":"path","required":true,"type":"string"}],
    "responses": [
      {"status":200,"json":false,"mediaTypes":["application/json"],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "PUT_flows-flowId-read-only",
    "method": "put",
    "path": "/flows/{flowId}/read_only",
    "parameters": [{"name":"flowId","in":"path","required":true,"type":"string"}],
    "body": {"required":true,"json":true,"mediaTypes":["application/json"]},
    "responses": [
      {"status":204,"json":false,"mediaTypes":[],"headers":[]},
      {"status":400,"json":false,"mediaTypes":[],"headers":[]},
      {"status":403,"json":false,"mediaTypes":[],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["write","admin"]
  },
  {
    "id": "GET_flows-flowId-flow-collection",
    "method": "get",
    "path": "/flows/{flowId}/flow_collection",
    "parameters": [{"name":"flowId","in":"path","required":true,"type":"string"}],
    "responses": [
      {"status":200,"json":true,"mediaTypes":["application/json"],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "HEAD_flows-flowId-flow-collection",
    "method": "head",
    "path": "/flows/{flowId}/flow_collection",
    "parameters": [{"name":"flowId","in":"path","required":true,"type":"string"}],
    "responses": [
      {"status":200,"json":false,"mediaTypes":["application/json"],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "PUT_flows-flowId-flow-collection",
    "method": "put",
    "path": "/flows/{flowId}/flow_collection",
    "parameters": [{"name":"flowId","in":"path","required":true,"type":"string"}],
    "body": {"required":true,"json":true,"mediaTypes":["application/json"]},
    "responses": [
      {"status":204,"json":false,"mediaTypes":[],"headers":[]},
      {"status":400,"json":false,"mediaTypes":[],"headers":[]},
      {"status":403,"json":false,"mediaTypes":[],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["write","admin"]
  },
  {
    "id": "DELETE_flows-flowId-flow-collection",
    "method": "delete",
    "path": "/flows/{flowId}/flow_collection",
    "parameters": [{"name":"flowId","in":"path","required":true,"type":"string"}],
    "responses": [
      {"status":204,"json":false,"mediaTypes":[],"headers":[]},
      {"status":403,"json":false,"mediaTypes":[],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["write","admin"]
  },
  {
    "id": "GET_flows-flowId-max-bit-rate",
    "method": "get",
    "path": "/flows/{flowId}/max_bit_rate",
    "parameters": [{"name":"flowId","in":"path","required":true,"type":"string"}],
    "responses": [
      {"status":200,"json":true,"mediaTypes":["application/json"],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "HEAD_flows-flowId-max-bit-rate",
    "method": "head",
    "path": "/flows/{flowId}/max_bit_rate",
    "parameters": [{"name":"flowId","in":"path","required":true,"type":"string"}],
    "responses": [
      {"status":200,"json":false,"mediaTypes":["application/json"],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "PUT_flows-flowId-max-bit-rate",
    "method": "put",
    "path": "/flows/{flowId}/max_bit_rate",
    "parameters": [{"name":"flowId","in":"path","required":true,"type":"string"}],
    "body": {"required":true,"json":true,"mediaTypes":["application/json"]},
    "responses": [
      {"status":204,"json":false,"mediaTypes":[],"headers":[]},
      {"status":400,"json":false,"mediaTypes":[],"headers":[]},
      {"status":403,"json":false,"mediaTypes":[],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["write","admin"]
  },
  {
    "id": "DELETE_flows-flowId-max-bit-rate",
    "method": "delete",
    "path": "/flows/{flowId}/max_bit_rate",
    "parameters": [{"name":"flowId","in":"path","required":true,"type":"string"}],
    "responses": [
      {"status":204,"json":false,"mediaTypes":[],"headers":[]},
      {"status":403,"json":false,"mediaTypes":[],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["write","admin"]
  },
  {
    "id": "GET_flows-flowId-avg-bit-rate",
    "method": "get",
    "path": "/flows/{flowId}/avg_bit_rate",
    "parameters": [{"name":"flowId","in":"path","required":true,"type":"string"}],
    "responses": [
      {"status":200,"json":true,"mediaTypes":["application/json"],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "HEAD_flows-flowId-avg-bit-rate",
    "method": "head",
    "path": "/flows/{flowId}/avg_bit_rate",
    "parameters": [{"name":"flowId","in":"path","required":true,"type":"string"}],
    "responses": [
      {"status":200,"json":false,"mediaTypes":["application/json"],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "PUT_flows-flowId-avg-bit-rate",
    "method": "put",
    "path": "/flows/{flowId}/avg_bit_rate",
    "parameters": [{"name":"flowId","in":"path","required":true,"type":"string"}],
    "body": {"required":true,"json":true,"mediaTypes":["application/json"]},
    "responses": [
      {"status":204,"json":false,"mediaTypes":[],"headers":[]},
      {"status":400,"json":false,"mediaTypes":[],"headers":[]},
      {"status":403,"json":false,"mediaTypes":[],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["write","admin"]
  },
  {
    "id": "DELETE_flows-flowId-avg-bit-rate",
    "method": "delete",
    "path": "/flows/{flowId}/avg_bit_rate",
    "parameters": [{"name":"flowId","in":"path","required":true,"type":"string"}],
    "responses": [
      {"status":204,"json":false,"mediaTypes":[],"headers":[]},
      {"status":403,"json":false,"mediaTypes":[],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["write","admin"]
  },
  {
    "id": "GET_flows-flowId-segments",
    "method": "get",
    "path": "/flows/{flowId}/segments",
    "parameters": [
      {"name":"flowId","in":"path","required":true,"type":"string"},
      {"name":"object_id","in":"query","required":false,"type":"string"},
      {"name":"timerange","in":"query","required":false,"type":"string"},
      {"name":"reverse_order","in":"query","required":false,"type":"boolean","default":false},
      {"name":"verbose_storage","in":"query","required":false,"type":"boolean","default":false},
      {"name":"accept_get_urls","in":"query","required":false,"type":"string"},
      {"name":"accept_storage_ids","in":"query","required":false,"type":"string"},
      {"name":"presigned","in":"query","required":false,"type":"boolean"},
      {
        "name": "storage_backend_tag.{name}",
        "in": "query",
        "required": false,
        "type": "string",
        "family": "storage_backend_tag."
      },
      {
        "name": "storage_backend_tag_exists.{name}",
        "in": "query",
        "required": false,
        "type": "boolean",
        "family": "storage_backend_tag_exists."
      },
      {"name":"include_object_timerange","in":"query","required":false,"type":"boolean"},
      {"name":"page","in":"query","required":false,"type":"string"},
      {"name":"limit","in":"query","required":false,"type":"integer"}
    ],
    "responses": [
      {
        "status": 200,
        "json": true,
        "mediaTypes": ["application/json"],
        "headers": [
          {"name":"Link","type":"string"},
          {"name":"X-Paging-Limit","type":"integer"},
          {"name":"X-Paging-Timerange","type":"string"},
          {"name":"X-Paging-Count","type":"integer"},
          {"name":"X-Paging-Reverse-Order","type":"boolean"},
          {"name":"X-Paging-NextKey","type":"string"}
        ]
      },
      {"status":400,"json":false,"mediaTypes":[],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "HEAD_flows-flowId-segments",
    "method": "head",
    "path": "/flows/{flowId}/segments",
    "parameters": [
      {"name":"flowId","in":"path","required":true,"type":"string"},
      {"name":"object_id","in":"query","required":false,"type":"string"},
      {"name":"timerange","in":"query","required":false,"type":"string"},
      {"name":"reverse_order","in":"query","required":false,"type":"boolean","default":false},
      {"name":"verbose_storage","in":"query","required":false,"type":"boolean","default":false},
      {"name":"accept_get_urls","in":"query","required":false,"type":"string"},
      {"name":"accept_storage_ids","in":"query","required":false,"type":"string"},
      {"name":"presigned","in":"query","required":false,"type":"boolean"},
      {
        "name": "storage_backend_tag.{name}",
        "in": "query",
        "required": false,
        "type": "string",
        "family": "storage_backend_tag."
      },
      {
        "name": "storage_backend_tag_exists.{name}",
        "in": "query",
        "required": false,
        "type": "boolean",
        "family": "storage_backend_tag_exists."
      },
      {"name":"include_object_timerange","in":"query","required":false,"type":"boolean"},
      {"name":"page","in":"query","required":false,"type":"string"},
      {"name":"limit","in":"query","required":false,"type":"integer"}
    ],
    "responses": [
      {
        "status": 200,
        "json": false,
        "mediaTypes": ["application/json"],
        "headers": [
          {"name":"Link","type":"string"},
          {"name":"X-Paging-Limit","type":"integer"},
          {"name":"X-Paging-Timerange","type":"string"},
          {"name":"X-Paging-Count","type":"integer"},
          {"name":"X-Paging-Reverse-Order","type":"boolean"},
          {"name":"X-Paging-NextKey","type":"string"}
        ]
      },
      {"status":400,"json":false,"mediaTypes":[],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "POST_flows-flowId-segments",
    "method": "post",
    "path": "/flows/{flowId}/segments",
    "parameters": [{"name":"flowId","in":"path","required":true,"type":"string"}],
    "body": {"required":true,"json":true,"mediaTypes":["application/json"]},
    "responses": [
      {"status":200,"json":true,"mediaTypes":["application/json"],"headers":[]},
      {"status":201,"json":false,"mediaTypes":[],"headers":[]},
      {"status":400,"json":false,"mediaTypes":[],"headers":[]},
      {"status":403,"json":false,"mediaTypes":[],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["write","admin"]
  },
  {
    "id": "DELETE_flows-flowId-segments",
    "method": "delete",
    "path": "/flows/{flowId}/segments",
    "parameters": [
      {"name":"flowId","in":"path","required":true,"type":"string"},
      {"name":"timerange","in":"query","required":false,"type":"string","default":"_"},
      {"name":"object_id","in":"query","required":false,"type":"string"}
    ],
    "responses": [
      {
        "status": 202,
        "json": true,
        "mediaTypes": ["application/json"],
        "headers": [{"name":"Location","type":"string"}]
      },
      {"status":204,"json":false,"mediaTypes":[],"headers":[]},
      {"status":400,"json":false,"mediaTypes":[],"headers":[]},
      {"status":403,"json":false,"mediaTypes":[],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["delete","admin"]
  },
  {
    "id": "POST_flows-flowId-storage",
    "method": "post",
    "path": "/flows/{flowId}/storage",
    "parameters": [{"name":"flowId","in":"path","required":true,"type":"string"}],
    "body": {"required":false,"json":true,"mediaTypes":["application/json"]},
    "responses": [
      {"status":201,"json":true,"mediaTypes":["application/json"],"headers":[]},
      {"status":400,"json":false,"mediaTypes":[],"headers":[]},
      {"status":403,"json":false,"mediaTypes":[],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["write","admin"]
  },
  {
    "id": "GET_objects",
    "method": "get",
    "path": "/objects/{objectId}",
    "parameters": [
      {"name":"objectId","in":"path","required":true,"type":"string"},
      {"name":"verbose_storage","in":"query","required":false,"type":"boolean","default":false},
      {"name":"accept_get_urls","in":"query","required":false,"type":"string"},
      {"name":"accept_storage_ids","in":"query","required":false,"type":"string"},
      {"name":"presigned","in":"query","required":false,"type":"boolean"},
      {"name":"flow_tag.{name}","in":"query","required":false,"type":"string","family":"flow_tag."},
      {
        "name": "flow_tag_exists.{name}",
        "in": "query",
        "required": false,
        "type": "boolean",
        "family": "flow_tag_exists."
      },
      {
        "name": "storage_backend_tag.{name}",
        "in": "query",
        "required": false,
        "type": "string",
        "family": "storage_backend_tag."
      },
      {
        "name": "storage_backend_tag_exists.{name}",
        "in": "query",
        "required": false,
        "type": "boolean",
        "family": "storage_backend_tag_exists."
      },
      {"name":"page","in":"query","required":false,"type":"string"},
      {"name":"limit","in":"query","required":false,"type":"integer"}
    ],
    "responses": [
      {
        "status": 200,
        "json": true,
        "mediaTypes": ["application/json"],
        "headers": [
          {"name":"Link","type":"string"},
          {"name":"X-Paging-Limit","type":"integer"},
          {"name":"X-Paging-NextKey","type":"string"}
        ]
      },
      {"status":400,"json":false,"mediaTypes":[],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "HEAD_objects",
    "method": "head",
    "path": "/objects/{objectId}",
    "parameters": [
      {"name":"objectId","in":"path","required":true,"type":"string"},
      {"name":"verbose_storage","in":"query","required":false,"type":"boolean","default":false},
      {"name":"accept_get_urls","in":"query","required":false,"type":"string"},
      {"name":"accept_storage_ids","in":"query","required":false,"type":"string"},
      {"name":"presigned","in":"query","required":false,"type":"boolean"},
      {"name":"flow_tag.{name}","in":"query","required":false,"type":"string","family":"flow_tag."},
      {
        "name": "flow_tag_exists.{name}",
        "in": "query",
        "required": false,
        "type": "boolean",
        "family": "flow_tag_exists."
      },
      {
        "name": "storage_backend_tag.{name}",
        "in": "query",
        "required": false,
        "type": "string",
        "family": "storage_backend_tag."
      },
      {
        "name": "storage_backend_tag_exists.{name}",
        "in": "query",
        "required": false,
        "type": "boolean",
        "family": "storage_backend_tag_exists."
      },
      {"name":"page","in":"query","required":false,"type":"string"},
      {"name":"limit","in":"query","required":false,"type":"integer"}
    ],
    "responses": [
      {
        "status": 200,
        "json": false,
        "mediaTypes": ["application/json"],
        "headers": [
          {"name":"Link","type":"string"},
          {"name":"X-Paging-Limit","type":"integer"},
          {"name":"X-Paging-NextKey","type":"string"}
        ]
      },
      {"status":400,"json":false,"mediaTypes":[],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "POST_objects-instances",
    "method": "post",
    "path": "/objects/{objectId}/instances",
    "parameters": [{"name":"objectId","in":"path","required":true,"type":"string"}],
    "body": {"required":true,"json":true,"mediaTypes":["application/json"]},
    "responses": [
      {"status":201,"json":false,"mediaTypes":[],"headers":[]},
      {"status":400,"json":false,"mediaTypes":[],"headers":[]},
      {"status":403,"json":false,"mediaTypes":[],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["write","admin"]
  },
  {
    "id": "DELETE_objects-instances",
    "method": "delete",
    "path": "/objects/{objectId}/instances",
    "parameters": [
      {"name":"objectId","in":"path","required":true,"type":"string"},
      {"name":"storage_id","in":"query","required":false,"type":"string"},
      {"name":"label","in":"query","required":false,"type":"string"}
    ],
    "responses": [
      {"status":204,"json":false,"mediaTypes":[],"headers":[]},
      {"status":400,"json":false,"mediaTypes":[],"headers":[]},
      {"status":403,"json":false,"mediaTypes":[],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["write","admin"]
  },
  {
    "id": "GET_flow-delete-requests",
    "method": "get",
    "path": "/flow-delete-requests",
    "parameters": [
      {"name":"reverse_order","in":"query","required":false,"type":"boolean","default":false},
      {"name":"sort_by","in":"query","required":false,"type":"string"},
      {"name":"page","in":"query","required":false,"type":"string"},
      {"name":"limit","in":"query","required":false,"type":"integer"}
    ],
    "responses": [
      {
        "status": 200,
        "json": true,
        "mediaTypes": ["application/json"],
        "headers": [
          {"name":"Link","type":"string"},
          {"name":"X-Paging-Limit","type":"integer"},
          {"name":"X-Paging-Count","type":"integer"},
          {"name":"X-Paging-Reverse-Order","type":"boolean"},
          {"name":"X-Paging-NextKey","type":"string"}
        ]
      }
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["admin"]
  },
  {
    "id": "HEAD_flow-delete-requests",
    "method": "head",
    "path": "/flow-delete-requests",
    "parameters": [
      {"name":"reverse_order","in":"query","required":false,"type":"boolean","default":false},
      {"name":"sort_by","in":"query","required":false,"type":"string"},
      {"name":"page","in":"query","required":false,"type":"string"},
      {"name":"limit","in":"query","required":false,"type":"integer"}
    ],
    "responses": [
      {
        "status": 200,
        "json": false,
        "mediaTypes": ["application/json"],
        "headers": [
          {"name":"Link","type":"string"},
          {"name":"X-Paging-Limit","type":"integer"},
          {"name":"X-Paging-Count","type":"integer"},
          {"name":"X-Paging-Reverse-Order","type":"boolean"},
          {"name":"X-Paging-NextKey","type":"string"}
        ]
      }
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["admin"]
  },
  {
    "id": "GET_flow-delete-requests-request-id",
    "method": "get",
    "path": "/flow-delete-requests/{request-id}",
    "parameters": [{"name":"request-id","in":"path","required":true,"type":"string"}],
    "responses": [
      {"status":200,"json":true,"mediaTypes":["application/json"],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["delete","admin"]
  },
  {
    "id": "HEAD_flow-delete-requests-request-id",
    "method": "head",
    "path": "/flow-delete-requests/{request-id}",
    "parameters": [{"name":"request-id","in":"path","required":true,"type":"string"}],
    "responses": [
      {"status":200,"json":false,"mediaTypes":["application/json"],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["delete","admin"]
  },
  {
    "id": "GET_health-live",
    "method": "get",
    "path": "/health/live",
    "parameters": [],
    "responses": [{"status":200,"json":true,"mediaTypes":["application/json"],"headers":[]}],
    "security": [],
    "scopes": []
  },
  {
    "id": "HEAD_health-live",
    "method": "head",
    "path": "/health/live",
    "parameters": [],
    "responses": [{"status":200,"json":false,"mediaTypes":[],"headers":[]}],
    "security": [],
    "scopes": []
  },
  {
    "id": "GET_health-ready",
    "method": "get",
    "path": "/health/ready",
    "parameters": [],
    "responses": [
      {"status":200,"json":true,"mediaTypes":["application/json"],"headers":[]},
      {"status":503,"json":true,"mediaTypes":["application/json"],"headers":[]}
    ],
    "security": [],
    "scopes": []
  },
  {
    "id": "HEAD_health-ready",
    "method": "head",
    "path": "/health/ready",
    "parameters": [],
    "responses": [
      {"status":200,"json":false,"mediaTypes":[],"headers":[]},
      {"status":503,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [],
    "scopes": []
  },
  {
    "id": "GET_openapi",
    "method": "get",
    "path": "/openapi.json",
    "parameters": [],
    "responses": [{"status":200,"json":true,"mediaTypes":["application/json"],"headers":[]}],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","write","delete","admin"]
  },
  {
    "id": "HEAD_openapi",
    "method": "head",
    "path": "/openapi.json",
    "parameters": [],
    "responses": [{"status":200,"json":false,"mediaTypes":[],"headers":[]}],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","write","delete","admin"]
  },
  {
    "id": "GET_media",
    "method": "get",
    "path": "/media/{storageId}/{key}",
    "parameters": [
      {"name":"storageId","in":"path","required":true,"type":"string"},
      {"name":"key","in":"path","required":true,"type":"string"},
      {"name":"expires","in":"query","required":false,"type":"integer"},
      {"name":"signature","in":"query","required":false,"type":"string"},
      {"name":"range","in":"header","required":false,"type":"string"}
    ],
    "responses": [
      {
        "status": 200,
        "json": false,
        "mediaTypes": ["*/*"],
        "headers": [
          {"name":"Content-Length","type":"integer"},
          {"name":"Accept-Ranges","type":"string"},
          {"name":"ETag","type":"string"}
        ]
      },
      {
        "status": 206,
        "json": false,
        "mediaTypes": ["*/*"],
        "headers": [
          {"name":"Content-Length","type":"integer"},
          {"name":"Content-Range","type":"string"},
          {"name":"Accept-Ranges","type":"string"},
          {"name":"ETag","type":"string"}
        ]
      },
      {"status":400,"json":true,"mediaTypes":["application/json"],"headers":[]},
      {"status":403,"json":true,"mediaTypes":["application/json"],"headers":[]},
      {"status":404,"json":true,"mediaTypes":["application/json"],"headers":[]},
      {"status":416,"json":true,"mediaTypes":["application/json"],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]},{}],
    "scopes": ["read","admin"]
  },
  {
    "id": "HEAD_media",
    "method": "head",
    "path": "/media/{storageId}/{key}",
    "parameters": [
      {"name":"storageId","in":"path","required":true,"type":"string"},
      {"name":"key","in":"path","required":true,"type":"string"},
      {"name":"expires","in":"query","required":false,"type":"integer"},
      {"name":"signature","in":"query","required":false,"type":"string"},
      {"name":"range","in":"header","required":false,"type":"string"}
    ],
    "responses": [
      {
        "status": 200,
        "json": false,
        "mediaTypes": [],
        "headers": [
          {"name":"Content-Length","type":"integer"},
          {"name":"Accept-Ranges","type":"string"},
          {"name":"ETag","type":"string"}
        ]
      },
      {
        "status": 206,
        "json": false,
        "mediaTypes": [],
        "headers": [
          {"name":"Content-Length","type":"integer"},
          {"name":"Content-Range","type":"string"},
          {"name":"Accept-Ranges","type":"string"},
          {"name":"ETag","type":"string"}
        ]
      },
      {"status":400,"json":false,"mediaTypes":["application/json"],"headers":[]},
      {"status":403,"json":false,"mediaTypes":["application/json"],"headers":[]},
      {"status":404,"json":false,"mediaTypes":["application/json"],"headers":[]},
      {"status":416,"json":false,"mediaTypes":["application/json"],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]},{}],
    "scopes": ["read","admin"]
  },
  {
    "id": "PUT_media",
    "method": "put",
    "path": "/media/{storageId}/{key}",
    "parameters": [
      {"name":"storageId","in":"path","required":true,"type":"string"},
      {"name":"key","in":"path","required":true,"type":"string"},
      {"name":"expires","in":"query","required":false,"type":"integer"},
      {"name":"signature","in":"query","required":false,"type":"string"},
      {"name":"content-md5","in":"header","required":false,"type":"string"},
      {"name":"x-amz-checksum-sha256","in":"header","required":false,"type":"string"}
    ],
    "body": {"required":true,"json":false,"mediaTypes":["*/*"]},
    "responses": [
      {"status":200,"json":false,"mediaTypes":[],"headers":[{"name":"ETag","type":"string"}]},
      {"status":400,"json":true,"mediaTypes":["application/json"],"headers":[]},
      {"status":403,"json":true,"mediaTypes":["application/json"],"headers":[]},
      {"status":404,"json":true,"mediaTypes":["application/json"],"headers":[]},
      {"status":409,"json":true,"mediaTypes":["application/json"],"headers":[]},
      {"status":413,"json":true,"mediaTypes":["application/json"],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]},{}],
    "scopes": ["write","admin"]
  },
  {
    "id": "GET_events",
    "method": "get",
    "path": "/events",
    "parameters": [
      {"name":"events","in":"query","required":false,"type":"string"},
      {"name":"flow_ids","in":"query","required":false,"type":"string"},
      {"name":"source_ids","in":"query","required":false,"type":"string"},
      {"name":"flow_collected_by_ids","in":"query","required":false,"type":"string"},
      {"name":"source_collected_by_ids","in":"query","required":false,"type":"string"},
      {"name":"accept_get_urls","in":"query","required":false,"type":"string"},
      {"name":"accept_storage_ids","in":"query","required":false,"type":"string"},
      {"name":"presigned","in":"query","required":false,"type":"boolean"},
      {"name":"verbose_storage","in":"query","required":false,"type":"boolean","default":false},
      {"name":"include_object_timerange","in":"query","required":false,"type":"boolean"},
      {"name":"after","in":"query","required":false,"type":"string"},
      {"name":"since","in":"query","required":false,"type":"string"},
      {"name":"until","in":"query","required":false,"type":"string"},
      {"name":"reverse_order","in":"query","required":false,"type":"boolean","default":false},
      {"name":"page","in":"query","required":false,"type":"string"},
      {"name":"limit","in":"query","required":false,"type":"integer"}
    ],
    "responses": [
      {
        "status": 200,
        "json": true,
        "mediaTypes": ["application/json"],
        "headers": [
          {"name":"Link","type":"string"},
          {"name":"X-Paging-Limit","type":"integer"},
          {"name":"X-Paging-Count","type":"integer"},
          {"name":"X-Paging-Reverse-Order","type":"boolean"},
          {"name":"X-Paging-NextKey","type":"string"}
        ]
      },
      {"status":400,"json":true,"mediaTypes":["application/json"],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "HEAD_events",
    "method": "head",
    "path": "/events",
    "parameters": [
      {"name":"events","in":"query","required":false,"type":"string"},
      {"name":"flow_ids","in":"query","required":false,"type":"string"},
      {"name":"source_ids","in":"query","required":false,"type":"string"},
      {"name":"flow_collected_by_ids","in":"query","required":false,"type":"string"},
      {"name":"source_collected_by_ids","in":"query","required":false,"type":"string"},
      {"name":"accept_get_urls","in":"query","required":false,"type":"string"},
      {"name":"accept_storage_ids","in":"query","required":false,"type":"string"},
      {"name":"presigned","in":"query","required":false,"type":"boolean"},
      {"name":"verbose_storage","in":"query","required":false,"type":"boolean","default":false},
      {"name":"include_object_timerange","in":"query","required":false,"type":"boolean"},
      {"name":"after","in":"query","required":false,"type":"string"},
      {"name":"since","in":"query","required":false,"type":"string"},
      {"name":"until","in":"query","required":false,"type":"string"},
      {"name":"reverse_order","in":"query","required":false,"type":"boolean","default":false},
      {"name":"page","in":"query","required":false,"type":"string"},
      {"name":"limit","in":"query","required":false,"type":"integer"}
    ],
    "responses": [
      {
        "status": 200,
        "json": false,
        "mediaTypes": [],
        "headers": [
          {"name":"Link","type":"string"},
          {"name":"X-Paging-Limit","type":"integer"},
          {"name":"X-Paging-Count","type":"integer"},
          {"name":"X-Paging-Reverse-Order","type":"boolean"},
          {"name":"X-Paging-NextKey","type":"string"}
        ]
      },
      {"status":400,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "POST_events-replay",
    "method": "post",
    "path": "/events/replay",
    "parameters": [],
    "body": {"required":true,"json":true,"mediaTypes":["application/json"]},
    "responses": [
      {"status":202,"json":true,"mediaTypes":["application/json"],"headers":[]},
      {"status":400,"json":true,"mediaTypes":["application/json"],"headers":[]},
      {"status":404,"json":true,"mediaTypes":["application/json"],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["write","admin"]
  },
  {
    "id": "GET_events-stream",
    "method": "get",
    "path": "/events/stream",
    "parameters": [
      {"name":"events","in":"query","required":false,"type":"string"},
      {"name":"flow_ids","in":"query","required":false,"type":"string"},
      {"name":"source_ids","in":"query","required":false,"type":"string"},
      {"name":"flow_collected_by_ids","in":"query","required":false,"type":"string"},
      {"name":"source_collected_by_ids","in":"query","required":false,"type":"string"},
      {"name":"accept_get_urls","in":"query","required":false,"type":"string"},
      {"name":"accept_storage_ids","in":"query","required":false,"type":"string"},
      {"name":"presigned","in":"query","required":false,"type":"boolean"},
      {"name":"verbose_storage","in":"query","required":false,"type":"boolean","default":false},
      {"name":"include_object_timerange","in":"query","required":false,"type":"boolean"},
      {"name":"after","in":"query","required":false,"type":"string"},
      {"name":"last-event-id","in":"header","required":false,"type":"string"}
    ],
    "responses": [
      {"status":200,"json":false,"mediaTypes":["text/event-stream"],"headers":[]},
      {"status":400,"json":true,"mediaTypes":["application/json"],"headers":[]},
      {"status":503,"json":true,"mediaTypes":["application/json"],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "HEAD_events-stream",
    "method": "head",
    "path": "/events/stream",
    "parameters": [
      {"name":"events","in":"query","required":false,"type":"string"},
      {"name":"flow_ids","in":"query","required":false,"type":"string"},
      {"name":"source_ids","in":"query","required":false,"type":"string"},
      {"name":"flow_collected_by_ids","in":"query","required":false,"type":"string"},
      {"name":"source_collected_by_ids","in":"query","required":false,"type":"string"},
      {"name":"accept_get_urls","in":"query","required":false,"type":"string"},
      {"name":"accept_storage_ids","in":"query","required":false,"type":"string"},
      {"name":"presigned","in":"query","required":false,"type":"boolean"},
      {"name":"verbose_storage","in":"query","required":false,"type":"boolean","default":false},
      {"name":"include_object_timerange","in":"query","required":false,"type":"boolean"},
      {"name":"after","in":"query","required":false,"type":"string"},
      {"name":"last-event-id","in":"header","required":false,"type":"string"}
    ],
    "responses": [
      {"status":200,"json":false,"mediaTypes":[],"headers":[]},
      {"status":400,"json":false,"mediaTypes":[],"headers":[]},
      {"status":503,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "GET_webhooks-webhookId-deliveries",
    "method": "get",
    "path": "/service/webhooks/{webhookId}/deliveries",
    "parameters": [
      {"name":"webhookId","in":"path","required":true,"type":"string"},
      {"name":"state","in":"query","required":false,"type":"string"},
      {"name":"reverse_order","in":"query","required":false,"type":"boolean","default":false},
      {"name":"page","in":"query","required":false,"type":"string"},
      {"name":"limit","in":"query","required":false,"type":"integer"}
    ],
    "responses": [
      {
        "status": 200,
        "json": true,
        "mediaTypes": ["application/json"],
        "headers": [
          {"name":"Link","type":"string"},
          {"name":"X-Paging-Limit","type":"integer"},
          {"name":"X-Paging-Count","type":"integer"},
          {"name":"X-Paging-Reverse-Order","type":"boolean"},
          {"name":"X-Paging-NextKey","type":"string"}
        ]
      },
      {"status":400,"json":true,"mediaTypes":["application/json"],"headers":[]},
      {"status":404,"json":true,"mediaTypes":["application/json"],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "HEAD_webhooks-webhookId-deliveries",
    "method": "head",
    "path": "/service/webhooks/{webhookId}/deliveries",
    "parameters": [
      {"name":"webhookId","in":"path","required":true,"type":"string"},
      {"name":"state","in":"query","required":false,"type":"string"},
      {"name":"reverse_order","in":"query","required":false,"type":"boolean","default":false},
      {"name":"page","in":"query","required":false,"type":"string"},
      {"name":"limit","in":"query","required":false,"type":"integer"}
    ],
    "responses": [
      {
        "status": 200,
        "json": false,
        "mediaTypes": [],
        "headers": [
          {"name":"Link","type":"string"},
          {"name":"X-Paging-Limit","type":"integer"},
          {"name":"X-Paging-Count","type":"integer"},
          {"name":"X-Paging-Reverse-Order","type":"boolean"},
          {"name":"X-Paging-NextKey","type":"string"}
        ]
      },
      {"status":400,"json":false,"mediaTypes":[],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [{"bearer_token_auth":[]},{"url_token_auth":[]},{"basic_auth":[]}],
    "scopes": ["read","admin"]
  },
  {
    "id": "POST_auth-login",
    "method": "post",
    "path": "/auth/login",
    "parameters": [],
    "body": {"required":true,"json":true,"mediaTypes":["application/json"]},
    "responses": [
      {
        "status": 200,
        "json": true,
        "mediaTypes": ["application/json"],
        "headers": [{"name":"Cache-Control","type":"string"}]
      },
      {"status":400,"json":true,"mediaTypes":["application/json"],"headers":[]},
      {"status":401,"json":true,"mediaTypes":["application/json"],"headers":[]},
      {"status":404,"json":true,"mediaTypes":["application/json"],"headers":[]}
    ],
    "security": [],
    "scopes": []
  },
  {
    "id": "POST_auth-refresh",
    "method": "post",
    "path": "/auth/refresh",
    "parameters": [],
    "body": {"required":true,"json":true,"mediaTypes":["application/json"]},
    "responses": [
      {
        "status": 200,
        "json": true,
        "mediaTypes": ["application/json"],
        "headers": [{"name":"Cache-Control","type":"string"}]
      },
      {"status":400,"json":true,"mediaTypes":["application/json"],"headers":[]},
      {"status":401,"json":true,"mediaTypes":["application/json"],"headers":[]},
      {"status":404,"json":true,"mediaTypes":["application/json"],"headers":[]}
    ],
    "security": [],
    "scopes": []
  },
  {
    "id": "POST_auth-logout",
    "method": "post",
    "path": "/auth/logout",
    "parameters": [],
    "body": {"required":true,"json":true,"mediaTypes":["application/json"]},
    "responses": [
      {"status":204,"json":false,"mediaTypes":[],"headers":[]},
      {"status":400,"json":true,"mediaTypes":["application/json"],"headers":[]},
      {"status":404,"json":true,"mediaTypes":["application/json"],"headers":[]}
    ],
    "security": [],
    "scopes": []
  },
  {
    "id": "POST_auth-token",
    "method": "post",
    "path": "/auth/token",
    "parameters": [{"name":"authorization","in":"header","required":false,"type":"string"}],
    "body": {"required":true,"json":false,"mediaTypes":["application/x-www-form-urlencoded"]},
    "responses": [
      {
        "status": 200,
        "json": true,
        "mediaTypes": ["application/json"],
        "headers": [{"name":"Cache-Control","type":"string"}]
      },
      {
        "status": 400,
        "json": true,
        "mediaTypes": ["application/json"],
        "headers": [{"name":"Cache-Control","type":"string"}]
      },
      {
        "status": 401,
        "json": true,
        "mediaTypes": ["application/json"],
        "headers": [{"name":"Cache-Control","type":"string"},{"name":"WWW-Authenticate","type":"string"}]
      },
      {"status":404,"json":true,"mediaTypes":["application/json"],"headers":[]}
    ],
    "security": [],
    "scopes": []
  },
  {
    "id": "GET_well-known-jwks",
    "method": "get",
    "path": "/.well-known/jwks.json",
    "parameters": [],
    "responses": [
      {"status":200,"json":true,"mediaTypes":["application/json"],"headers":[]},
      {"status":404,"json":true,"mediaTypes":["application/json"],"headers":[]}
    ],
    "security": [],
    "scopes": []
  },
  {
    "id": "HEAD_well-known-jwks",
    "method": "head",
    "path": "/.well-known/jwks.json",
    "parameters": [],
    "responses": [
      {"status":200,"json":false,"mediaTypes":[],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [],
    "scopes": []
  },
  {
    "id": "GET_well-known-oauth-authorization-server",
    "method": "get",
    "path": "/.well-known/oauth-authorization-server",
    "parameters": [],
    "responses": [
      {"status":200,"json":true,"mediaTypes":["application/json"],"headers":[]},
      {"status":404,"json":true,"mediaTypes":["application/json"],"headers":[]}
    ],
    "security": [],
    "scopes": []
  },
  {
    "id": "HEAD_well-known-oauth-authorization-server",
    "method": "head",
    "path": "/.well-known/oauth-authorization-server",
    "parameters": [],
    "responses": [
      {"status":200,"json":false,"mediaTypes":[],"headers":[]},
      {"status":404,"json":false,"mediaTypes":[],"headers":[]}
    ],
    "security": [],
    "scopes": []
  },
];
