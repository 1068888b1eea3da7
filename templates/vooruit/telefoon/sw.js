{% load static %}{% autoescape off %}const VU = {{ known }};
importScripts("{% static "js/bak.js" %}", "{% static "js/sw.js" %}");{% endautoescape %}
